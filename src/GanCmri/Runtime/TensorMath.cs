using GanCmri.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Runtime;

/// <summary>
/// Tensor with number. TorchSharp 0.107 hands numbers to libtorch as <see cref="Scalar"/> objects that nothing keeps alive during the
/// call: a garbage collection at that moment frees them under libtorch's hands ("INTERNAL ASSERT FAILED at Scalar.h", seen once in
/// half an hour of training, and within seconds while another thread collects). These methods hold the number until the call is over.
/// </summary>
internal static class TensorMath
{
    private static readonly Scalar Zero = 0,
        One = 1,
        MinusOne = -1;

    /// <summary>0, 1, ..., n - 1 as float32, [n].</summary>
    public static Tensor Counting(long n, Device device)
    {
        using Scalar end = n;
        return arange(Zero, end, One, dtype: float32, device: device);
    }

    /// <summary>x * k.</summary>
    public static Tensor Times(this Tensor x, double k)
    {
        using Scalar s = k;
        return x.mul(s);
    }

    /// <summary>x + k.</summary>
    public static Tensor Plus(this Tensor x, double k)
    {
        using Scalar s = k;
        return x.add(s, One);
    }

    /// <summary>x + y: TorchSharp passes a number here too, the factor 1 of y.</summary>
    public static Tensor Plus(this Tensor x, Tensor y) => x.add(y, One);

    /// <summary>x - y.</summary>
    public static Tensor Minus(this Tensor x, Tensor y) => x.add(y, MinusOne);

    /// <summary>x += y.</summary>
    public static Tensor Add(this Tensor x, Tensor y) => x.add_(y, One);

    /// <summary>x -= y.</summary>
    public static Tensor Subtract(this Tensor x, Tensor y) => x.add_(y, MinusOne);

    /// <summary>x² without a number at all.</summary>
    public static Tensor Squared(this Tensor x) => x.mul(x);

    /// <summary>x limited to [low, high].</summary>
    public static Tensor Limited(this Tensor x, double low, double high)
    {
        using Scalar a = low,
            b = high;
        return x.clamp(a, b);
    }

    /// <summary>x / k.</summary>
    public static Tensor DividedBy(this Tensor x, double k)
    {
        using Scalar s = k;
        return x.div(s);
    }

    /// <summary>x, at least k.</summary>
    public static Tensor AtLeast(this Tensor x, double k)
    {
        using Scalar s = k;
        return x.clamp_min(s);
    }

    /// <summary>x, at most k.</summary>
    public static Tensor AtMost(this Tensor x, double k)
    {
        using Scalar s = k;
        return x.clamp_max(s);
    }

    /// <summary>Where x is below k.</summary>
    public static Tensor Below(this Tensor x, double k)
    {
        using Scalar s = k;
        return x.lt(s);
    }

    /// <summary>Where x is above k.</summary>
    public static Tensor Above(this Tensor x, double k)
    {
        using Scalar s = k;
        return x.gt(s);
    }

    /// <summary>x = k.</summary>
    public static Tensor FillWith(this Tensor x, double k)
    {
        using Scalar s = k;
        return x.fill_(s);
    }

    /// <summary>k everywhere, float32.</summary>
    public static Tensor Filled(long[] shape, double k)
    {
        using Scalar s = k;
        return full(shape, s, ScalarType.Float32);
    }

    /// <summary>x *= k.</summary>
    public static Tensor MultiplyBy(this Tensor x, double k)
    {
        using Scalar s = k;
        return x.mul_(s);
    }

    /// <summary>x += k * y.</summary>
    public static Tensor AddTimes(this Tensor x, Tensor y, double k)
    {
        using Scalar s = k;
        return x.add_(y, s);
    }

    /// <summary>x += k * y * z.</summary>
    public static Tensor AddProduct(this Tensor x, Tensor y, Tensor z, double k)
    {
        using Scalar s = k;
        return x.addcmul_(y, z, s);
    }

    /// <summary>x += k * y / z.</summary>
    public static Tensor AddQuotient(this Tensor x, Tensor y, Tensor z, double k)
    {
        using Scalar s = k;
        return x.addcdiv_(y, z, s);
    }

    /// <summary>The number in a tensor of one.</summary>
    public static double Number(this Tensor x)
    {
        using var s = x.ToScalar();
        return s.ToDouble();
    }

    /// <summary>Leaky rectifier.</summary>
    public static Tensor LeakyRelu(this Tensor x, double slope)
    {
        using Scalar s = slope;
        return x.leaky_relu(s);
    }

    /// <summary>Leaky rectifier in place.</summary>
    public static Tensor RectifyLeaky(this Tensor x, double slope)
    {
        using Scalar s = slope;
        return x.leaky_relu_(s);
    }

    /// <summary>x above 0, exp(x) - 1 below.</summary>
    public static Tensor Elu(this Tensor x) => x.elu(One, One, One);

    /// <summary>log(1 + exp(x)).</summary>
    public static Tensor SoftPlus(this Tensor x) => nn.functional.logsigmoid(x.neg()).neg();

    /// <summary>shift + x * y.</summary>
    public static Tensor PlusProduct(this Tensor shift, Tensor x, Tensor y)
    {
        return shift.addcmul(x, y, One);
    }

    /// <summary>x + weight * (end - x).</summary>
    public static Tensor Towards(this Tensor x, Tensor end, double weight) => x.Plus(end.Plus(x.neg()).Times(weight));

    /// <summary>All values in row order, as plain numbers.</summary>
    /// <param name="x">float32, of any shape and device.</param>
    public static float[] Numbers(this Tensor x)
    {
        using var scope = NewDisposeScope();
        return x.detach().cpu().contiguous().data<float>().ToArray();
    }
}
