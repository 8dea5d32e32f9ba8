package io.grantkeeper.policy.bench;

import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.policy.cedar.CedarEngine;
import io.grantkeeper.policy.decision.AttributeValue;
import io.grantkeeper.policy.engine.IndexedEngine;
import java.util.concurrent.TimeUnit;
import org.casbin.jcasbin.main.Enforcer;
import org.casbin.jcasbin.model.Model;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One decision by each of three engines, over the same requests in the same order. jCasbin gets the same rules in its own
 * model; what its lines cannot say, such as that reading includes listing, it is spared.
 */
@State(Scope.Benchmark)
@BenchmarkMode({Mode.SampleTime, Mode.Throughput})
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 3)
@Threads(2)
@Fork(
        value = 1,
        jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "-Xmx1g"})
public class DecisionBench {
    private static final String CASBIN = """
            [request_definition]
            r = dept, provider, human, act, obj
            [policy_definition]
            p = dept, provider, human, act, obj, eft
            [policy_effect]
            e = some(where (p.eft == allow)) && !some(where (p.eft == deny))
            [matchers]
            m = r.act == p.act && r.obj == p.obj && (p.dept == "*" || r.dept == p.dept) && \
            (p.provider == "*" || r.provider == p.provider) && (p.human == "*" || r.human == p.human)
            """;

    @Param("1000")
    public int policies;

    @Param("100000")
    public int identities;

    private Workload workload = new Workload(1, 1, 1);
    private IndexedEngine indexed = IndexedEngine.of(workload.set());
    private CedarEngine cedar = CedarEngine.of(workload.set());
    private Enforcer casbin = new Enforcer();

    /** Where each thread is in the requests; they begin apart. */
    @State(Scope.Thread)
    public static class Position {
        private int next = (int) Thread.currentThread().threadId() * 10_007;

        private Workload.Asked next(Workload workload) {
            next = (next + 1) % workload.requests().size();
            return workload.requests().get(next);
        }
    }

    /** Draws the workload, and makes sure that ours and plain Cedar say the same before either is timed. */
    @Setup
    public void prepare() {
        workload = new Workload(policies, identities, 100_000);
        indexed = IndexedEngine.of(workload.set());
        cedar = CedarEngine.of(workload.set());
        Model model = new Model();
        model.loadModelFromText(CASBIN);
        casbin = new Enforcer(model);
        for (Workload.Line line : workload.lines()) {
            casbin.addPolicy(
                    any(line.department()),
                    any(line.provider()),
                    line.humanPresent() ? "true" : "*",
                    line.verb(),
                    line.noun(),
                    line.allow() ? "allow" : "deny");
        }
        for (Workload.Asked asked : workload.requests().subList(0, 200)) {
            if (indexed.decide(asked.request(), asked.subject(), false).permitted()
                    != cedar.permits(asked.request(), asked.subject(), false)) {
                throw new IllegalStateException("the engines disagree on " + asked);
            }
        }
    }

    private static String any(String name) {
        return name.isEmpty() ? "*" : name;
    }

    /** What runs in production: the decision with judgements, reasons and obligations. */
    @Benchmark
    public boolean indexed(Position position) {
        Workload.Asked asked = position.next(workload);
        return indexed.decide(asked.request(), asked.subject(), false).permitted();
    }

    /** A cached policy set, only the entities that the request needs, one question. */
    @Benchmark
    public boolean cedar(Position position) {
        Workload.Asked asked = position.next(workload);
        return cedar.permits(asked.request(), asked.subject(), false);
    }

    @Benchmark
    public boolean casbin(Position position) {
        Workload.Asked asked = position.next(workload);
        boolean human = asked.request().context().get("human_present") instanceof AttributeValue.Truth(boolean present)
                && present;
        String department =
                asked.subject().ownerDepartment() instanceof Knowledge.Known<String>(String name) ? name : "";
        return casbin.enforce(
                department,
                asked.subject().provider(),
                String.valueOf(human),
                asked.request().action(),
                asked.request().resource().type());
    }
}
