using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Statistics.Regression;

/// <summary>Efron's (1977) partial likelihood with its derivatives, the rows sorted by time, latest first.</summary>
internal sealed class CoxLikelihood
{
    private readonly CoxRows _rows;
    private readonly double[][] _columns;
    private readonly int[] _order;

    /// <summary>Sorts the rows.</summary>
    /// <param name="rows">Times and events.</param>
    /// <param name="columns">Usable columns, centred and scaled.</param>
    public CoxLikelihood(CoxRows rows, double[][] columns)
    {
        (_rows, _columns) = (rows, columns);
        _order = [.. Enumerable.Range(0, rows.Times.Length).OrderByDescending(i => rows.Times[i])];
    }

    /// <summary>The likelihood at some coefficients.</summary>
    public LikelihoodPoint At(Vector<double> beta)
    {
        var k = _columns.Length;
        var (gradient, information, value) = (new double[k], new double[k, k], 0.0);
        Walk(
            beta,
            (risk, deaths, tied) =>
            {
                foreach (var i in tied.Deaths)
                {
                    value += tied.Eta[i];
                    for (var a = 0; a < k; a++)
                        gradient[a] += _columns[a][i];
                }

                var means = new double[k];
                for (var l = 0; l < tied.Deaths.Count; l++)
                {
                    var share = (double)l / tied.Deaths.Count;
                    var total = risk.Sum - share * deaths.Sum;
                    value -= Math.Log(total);
                    for (var a = 0; a < k; a++)
                    {
                        means[a] = (risk.First[a] - share * deaths.First[a]) / total;
                        gradient[a] -= means[a];
                        for (var b = 0; b <= a; b++)
                            information[a, b] += (risk.Second[a, b] - share * deaths.Second[a, b]) / total - means[a] * means[b];
                    }
                }
            }
        );
        return new LikelihoodPoint(
            beta,
            value,
            Vector<double>.Build.Dense(gradient),
            Matrix<double>.Build.Dense(k, k, (a, b) => a >= b ? information[a, b] : information[b, a])
        );
    }

    /// <summary>Derivatives of the information in each coefficient, k matrices [k, k]: sums over the events of third central
    /// moments.</summary>
    public Matrix<double>[] InformationSlopes(Vector<double> beta)
    {
        var k = _columns.Length;
        var slopes = Enumerable.Range(0, k).Select(_ => Matrix<double>.Build.Dense(k, k)).ToArray();
        Walk(
            beta,
            (risk, deaths, tied) =>
            {
                for (var l = 0; l < tied.Deaths.Count; l++)
                {
                    var share = (double)l / tied.Deaths.Count;
                    var total = risk.Sum - share * deaths.Sum;
                    double M(int a) => (risk.First[a] - share * deaths.First[a]) / total;
                    double S(int a, int b) => (risk.SecondOf(a, b) - share * deaths.SecondOf(a, b)) / total;
                    for (var a = 0; a < k; a++)
                    for (var b = 0; b <= a; b++)
                    for (var c = 0; c < k; c++)
                    {
                        var third = (risk.ThirdOf(a, b, c) - share * deaths.ThirdOf(a, b, c)) / total;
                        slopes[c][a, b] += third - M(a) * S(b, c) - M(b) * S(a, c) - M(c) * S(a, b) + 2 * M(a) * M(b) * M(c);
                        slopes[c][b, a] = slopes[c][a, b];
                    }
                }
            },
            thirds: true
        );
        return slopes;
    }

    /// <summary>Each row's score, [n][k] (Lin and Wei 1989, equation 2.3, with Efron's shares of tied events).</summary>
    public double[][] Scores(Vector<double> beta)
    {
        var k = _columns.Length;
        var steps = new List<HazardStep>();
        double[] eta = [];
        Walk(
            beta,
            (risk, deaths, tied) =>
            {
                eta = tied.Eta;
                var step = new HazardStep(tied.Time, k, tied.Deaths.Count);
                for (var l = 0; l < tied.Deaths.Count; l++)
                {
                    var share = (double)l / tied.Deaths.Count;
                    var total = risk.Sum - share * deaths.Sum;
                    step.Add(1 / total, share, [.. risk.First.Select((s, a) => (s - share * deaths.First[a]) / total)]);
                }

                steps.Add(step);
            }
        );
        steps.Reverse();
        var scores = new double[_order.Length][];
        double[] before = new double[k + 1];
        var at = 0;
        foreach (var i in _order.Reverse())
        {
            // Hazard and its weighted mean of the columns up to this row's time; its own event counts in part where others are tied with
            // it.
            for (; at < steps.Count && steps[at].Time <= _rows.Times[i]; at++)
            for (var a = 0; a <= k; a++)
                before[a] += steps[at].All[a];
            var own = _rows.Events[i] ? steps[at - 1] : null;
            var relative = Math.Exp(eta[i]);
            scores[i] =
            [
                .. _columns.Select(
                    (column, a) =>
                    {
                        double hazard = before[k] - (own?.All[k] - own?.Tied[k] ?? 0),
                            mean = before[a] - (own?.All[a] - own?.Tied[a] ?? 0);
                        return (own is null ? 0 : column[i] - own.Mean[a]) - relative * (column[i] * hazard - mean);
                    }
                ),
            ];
        }

        return scores;
    }

    private void Walk(Vector<double> beta, Action<RiskSums, RiskSums, TiedEvents> visit, bool thirds = false)
    {
        var eta = _rows.Offset?.ToArray() ?? new double[_order.Length];
        for (var j = 0; j < _columns.Length; j++)
            System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(_columns[j], beta[j], eta, eta);
        var highest = eta.Max();
        for (var i = 0; i < eta.Length; i++)
            eta[i] -= highest;
        var risk = new RiskSums(_columns.Length, thirds);
        for (var from = 0; from < _order.Length; )
        {
            var time = _rows.Times[_order[from]];
            var deaths = new RiskSums(_columns.Length, thirds);
            var tied = new TiedEvents(time, eta, []);
            for (; from < _order.Length && _rows.Times[_order[from]] == time; from++)
            {
                var i = _order[from];
                risk.Add(_columns, i, Math.Exp(eta[i]));
                if (!_rows.Events[i])
                    continue;
                deaths.Add(_columns, i, Math.Exp(eta[i]));
                tied.Deaths.Add(i);
            }

            if (tied.Deaths.Count > 0)
                visit(risk, deaths, tied);
        }
    }

    private sealed record TiedEvents(double Time, double[] Eta, List<int> Deaths);

    /// <summary>Sums over the rows at risk, weighted by their relative hazard.</summary>
    private sealed class RiskSums(int k, bool thirds)
    {
        private readonly double[] _third = new double[thirds ? k * k * k : 0];

        public double Sum { get; private set; }

        public double[] First { get; } = new double[k];

        public double[,] Second { get; } = new double[k, k];

        public double SecondOf(int a, int b) => a >= b ? Second[a, b] : Second[b, a];

        // Kept for a >= b >= c.
        public double ThirdOf(int a, int b, int c)
        {
            int high = Math.Max(a, Math.Max(b, c)),
                low = Math.Min(a, Math.Min(b, c));
            return _third[(high * k + a + b + c - high - low) * k + low];
        }

        public void Add(double[][] columns, int i, double weight)
        {
            Sum += weight;
            for (var a = 0; a < columns.Length; a++)
            {
                var weighted = weight * columns[a][i];
                First[a] += weighted;
                for (var b = 0; b <= a; b++)
                {
                    Second[a, b] += weighted * columns[b][i];
                    for (var c = 0; thirds && c <= b; c++)
                        _third[(a * k + b) * k + c] += weighted * columns[b][i] * columns[c][i];
                }
            }
        }
    }

    /// <summary>The baseline hazard's step at one time; sums hold the columns' means times the hazard, and last the hazard.</summary>
    private sealed class HazardStep(double time, int k, int events)
    {
        public double Time { get; } = time;

        /// <summary>For rows without the event at this time.</summary>
        public double[] All { get; } = new double[k + 1];

        /// <summary>For rows with it.</summary>
        public double[] Tied { get; } = new double[k + 1];

        /// <summary>Means of the columns at risk, over the events.</summary>
        public double[] Mean { get; } = new double[k];

        public void Add(double hazard, double share, double[] means)
        {
            for (var a = 0; a <= k; a++)
            {
                var part = a < k ? hazard * means[a] : hazard;
                All[a] += part;
                Tied[a] += part * (1 - share);
                if (a < k)
                    Mean[a] += means[a] / events;
            }
        }
    }
}
