using GanCmri.Cli.Slurm;

namespace GanCmri.Cli.Tests.Slurm;

public class SetupLineTests
{
    [Theory]
    [InlineData("module load dotnet/10")]
    [InlineData("source ~/.bashrc")]
    [InlineData("export A='b c' B=\"it's $(echo \"x (\")\" C=$'it\\'s'")]
    [InlineData("export PATH=$HOME/bin:$PATH # it's the user's")]
    [InlineData("if [ -f x ]; then . x; fi")]
    [InlineData("for m in a b; do module load $m; done")]
    [InlineData("case $(hostname) in a*) module load a;; *) true;; esac")]
    [InlineData("module load x || { echo 'none'; exit 3; }")]
    [InlineData("read -r A <<< 'b'")]
    [InlineData("exec 2>&1")]
    [InlineData("echo a\\\\")]
    [InlineData("(ulimit -c 0); sleep 1 &")]
    [InlineData("N=${#A} M=${A:-b} K=$((1 + 2))")]
    [InlineData("exit_code=0")]
    public void Fault_OfALineThatStandsAlone_IsNone(string line) => Assert.Null(SetupLine.Fault(line));

    [Theory]
    [InlineData("module load x\\", "backslash")]
    [InlineData("module load x \\", "backslash")]
    [InlineData("echo a\\\\\\", "backslash")]
    [InlineData("#SBATCH --exclusive", "--account")]
    [InlineData("  #sbatch --exclusive", "--account")]
    [InlineData("cat << EOF", "here-document")]
    [InlineData("cat <<-'EOF' > x", "here-document")]
    [InlineData("cat <<", "here-document")]
    [InlineData("export A='b", "quotes")]
    [InlineData("export A=\"b", "quotes")]
    [InlineData("export A=`b", "quotes")]
    [InlineData("export A=$(b", "quotes")]
    [InlineData("export A=${b", "quotes")]
    [InlineData("export A=$'b\\'", "quotes")]
    [InlineData("echo it's", "quotes")]
    [InlineData("( module load x", "quotes")]
    [InlineData("module load x &&", "whole command")]
    [InlineData("module load x | # then", "whole command")]
    [InlineData("if true; then", "whole command")]
    [InlineData("for a in b; do", "whole command")]
    [InlineData("fi", "whole command")]
    [InlineData("&& true", "whole command")]
    [InlineData("f() {", "whole command")]
    [InlineData("exit", "can start")]
    [InlineData(" exit 0", "can start")]
    [InlineData("exit; module load x", "can start")]
    [InlineData("exec sleep 1", "can start")]
    [InlineData("", "one line")]
    [InlineData("a\nb", "one line")]
    public void Fault_OfALineThatDoesNot_SaysWhatItShouldBe(string line, string expected) =>
        Assert.Contains(expected, SetupLine.Fault(line), StringComparison.Ordinal);
}
