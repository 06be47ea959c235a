#!/usr/bin/env bash
# A cluster of one controller and two nodes on this machine does an array of eight shards. One task is killed, one node is drained in mid-run;
# what is gathered has to be, byte for byte, what one run writes; then an array of three studies the shards, not gathered, to 1e-10 of one pass.
# Needs Debian's slurm-wlm and munge, which it installs where it may. Takes less than a minute.
# Usage: tests/slurm/run.sh [PROGRAM], default the release build of gancmri.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
gancmri=$(realpath "${1:-$root/src/GanCmri.Cli/bin/Release/net10.0/GanCmri.Cli}")
shards=8

if ! command -v slurmctld slurmd munged sbatch >/dev/null; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends slurm-wlm munge >/dev/null
fi

work=$(mktemp -d "${TMPDIR:-/tmp}/gancmri-slurm.XXXXXX")
chmod 711 "$work"
pids=()
cleanup() {
    code=$?
    trap - EXIT
    [ "$code" -eq 0 ] || { echo "== logs"; tail -n 15 "$work"/*.log "$work"/out/*.shards/logs/* 2>/dev/null || true; }
    if [ -n "${SLURM_CONF:-}" ]; then # tasks end before the daemons that watch them
        scancel --quiet --signal=KILL --full --user="$(id -un)" 2>/dev/null || true
        scancel --quiet --user="$(id -un)" 2>/dev/null || true
        for _ in $(seq 50); do
            [ -n "$(squeue --noheader 2>/dev/null)" ] || break
            sleep 0.2
        done
    fi
    for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
    for pid in "${pids[@]}"; do wait "$pid" 2>/dev/null || true; done
    for step in $(pgrep slurmstepd || true); do # those of ours that outlived their daemon
        if tr '\0' '\n' 2>/dev/null <"/proc/$step/environ" | grep -qxF "SLURM_CONF=$work/slurm.conf"; then kill -9 "$step" 2>/dev/null || true; fi
    done
    rm -rf "$work"
    exit "$code"
}
trap cleanup EXIT
trap 'exit 130' INT TERM

until_true() { # seconds, words for the log, command...
    local end=$((SECONDS + $1)) what=$2
    shift 2
    until "$@" >/dev/null 2>&1; do
        [ "$SECONDS" -lt "$end" ] || { echo "no $what in time"; exit 1; }
        sleep 0.2
    done
}

# munge: who one is. A key and a socket of our own, so that a cluster of this machine's is not touched.
mkdir "$work/munge"
dd if=/dev/urandom of="$work/munge/key" bs=1024 count=1 2>/dev/null
chmod 600 "$work/munge/key"
as_munge=()
if [ "$(id -u)" -eq 0 ]; then
    chown -R munge: "$work/munge"
    as_munge=(setpriv --reuid=munge --regid=munge --init-groups)
fi
chmod 711 "$work/munge"
"${as_munge[@]}" munged --foreground --force --key-file="$work/munge/key" --socket="$work/munge/socket" --pid-file="$work/munge/pid" \
    --log-file="$work/munge/log" --seed-file="$work/munge/seed" >"$work/munged.log" 2>&1 &
pids+=($!)
until_true 15 "munge" test -S "$work/munge/socket"

port=$((20000 + $$ % 20000))
host=$(hostname -s)
cat >"$work/slurm.conf" <<CONF
ClusterName=test
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$port
SlurmUser=$(id -un)
SlurmdUser=$(id -un)
AuthType=auth/munge
AuthInfo=socket=$work/munge/socket,cred_expire=10
CredType=cred/munge
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool-%n
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd-%n.pid
SwitchType=switch/none
ProctrackType=proctrack/pgid
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerType=sched/backfill
SchedulerParameters=bf_interval=1,sched_interval=2
SlurmdParameters=config_overrides
ReturnToService=2
KillWait=2
MinJobAge=300
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
NodeName=n1 NodeHostname=$host NodeAddr=127.0.0.1 Port=$((port + 1)) CPUs=2 State=UNKNOWN
NodeName=n2 NodeHostname=$host NodeAddr=127.0.0.1 Port=$((port + 2)) CPUs=2 State=UNKNOWN
PartitionName=main Nodes=n1,n2 Default=YES MaxTime=INFINITE State=UP
CONF
export SLURM_CONF=$work/slurm.conf
mkdir "$work/state" "$work/spool-n1" "$work/spool-n2"
slurmctld -D -f "$SLURM_CONF" >"$work/slurmctld.log" 2>&1 &
pids+=($!)
for node in n1 n2; do
    slurmd -D -N "$node" -f "$SLURM_CONF" >"$work/slurmd-$node.log" 2>&1 &
    pids+=($!)
done
two_idle() { [ "$(sinfo --noheader --Node --format=%T | grep -c '^idle$')" -eq 2 ]; }
until_true 30 "two idle nodes" two_idle
echo "two nodes are up"

cd "$work"
# As many threads as a task has: sums of floats are rounded as they are shared out.
"$gancmri" phantom --subjects 12 --out data >/dev/null
command=(measure --data data --views 1 --device cpu)
OMP_NUM_THREADS=1 DOTNET_PROCESSOR_COUNT=1 "$gancmri" "${command[@]}" --cines one/cines.csv --out one/p.parquet >one.log 2>&1 &
one=$!

"$gancmri" slurm --array "$shards" --cpus-per-task 1 --time 10 --partition main --submit "${command[@]}" --cines out/cines.csv --out out/p.parquet
logs=out/p.parquet.shards/logs

# One task dies as a machine's memory killer would have it die.
victim() { pid=$(pgrep -f -- "--out out/p.parquet --shard 1/$shards" | head -n 1) && [ -n "$pid" ]; }
until_true 60 "running task of shard 1" victim
kill -9 "$pid"
echo "killed shard 1"

# One node takes no more tasks.
both_used() { [ "$(cat $logs/part-*.log | grep -o 'on n[12]' | sort -u | wc -l)" -eq 2 ] || squeue --noheader --array --states=R --format=%N | sort -u | grep -c . | grep -qx 2; }
until_true 60 "task on each node" both_used
scontrol update nodename=n2 state=drain reason=test
echo "drained n2"

"$gancmri" slurm status out/p.parquet || true
finished() { [ -z "$(squeue --noheader)" ]; }
until_true 150 "end of all jobs" finished
"$gancmri" slurm status out/p.parquet
cat "$logs/gather.log"
grep -h "requeued" "$logs"/part-00001.log
wait "$one"
cmp one/p.parquet out/p.parquet
cmp one/cines.csv out/cines.csv
echo "the gathered tables are those of one run: $(wc -l <out/cines.csv) lines of cines"

# An association study of the shards as they lie there, in two steps: sums of each part, then their sum.
study=(--outcome lv_area_mm2,sphericity_index --exposure frame_number --covariates wall_thickness_mm)
"$gancmri" associate one/p.parquet "${study[@]}" --out one/study.csv >/dev/null
"$gancmri" slurm --array 3 --cpus-per-task 1 --time 10 --partition main --submit associate out/p.parquet.shards "${study[@]}" --out out/study.csv
until_true 90 "end of the study" finished
cat out/study.csv.shards/logs/gather.log
paste -d, one/study.csv out/study.csv | awk -F, '
    function same(a, b) { return a == b || a + 0 == a && b + 0 == b && (a - b) ^ 2 <= (1e-10 * a) ^ 2 }
    { for (i = 1; i <= NF / 2; i++) if (!same($i, $(i + NF / 2))) { print "cell " i ": " $i " and " $(i + NF / 2); bad = 1 } }
    END { exit bad || NR != 3 }'
echo "the study of the shards is that of one pass"
