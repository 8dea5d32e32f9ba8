package io.grantkeeper.benchmarks.policy;

import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.policy.cedar.CedarEngine;
import io.grantkeeper.policy.decision.AttributeValue;
import io.grantkeeper.policy.engine.IndexedDecisionEngine;
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
 * Benchmarks of one decision by each of three engines, for the same requests in the same order. jCasbin gets the same
 * rules in its own model, except for the parts that this model cannot express, for example the fact that reading
 * includes listing.
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
public class DecisionBenchmark {
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

    private DecisionWorkload workload = new DecisionWorkload(1, 1, 1);
    private IndexedDecisionEngine indexed = IndexedDecisionEngine.of(workload.set());
    private CedarEngine cedar = CedarEngine.of(workload.set());
    private Enforcer casbin = new Enforcer();

    /** The position of one thread in the requests. Threads start at different positions. */
    @State(Scope.Thread)
    public static class Position {
        private int nextRequest = (int) Thread.currentThread().threadId() * 10_007;

        private DecisionWorkload.RequestWithSubject nextRequest(DecisionWorkload workload) {
            nextRequest = (nextRequest + 1) % workload.requests().size();
            return workload.requests().get(nextRequest);
        }
    }

    /** Generates the workload, and checks before any measurement that the indexed engine and plain Cedar agree. */
    @Setup
    public void prepare() {
        workload = new DecisionWorkload(policies, identities, 100_000);
        indexed = IndexedDecisionEngine.of(workload.set());
        cedar = CedarEngine.of(workload.set());
        Model model = new Model();
        model.loadModelFromText(CASBIN);
        casbin = new Enforcer(model);
        for (DecisionWorkload.Line line : workload.lines()) {
            casbin.addPolicy(
                    orWildcard(line.department()),
                    orWildcard(line.provider()),
                    line.humanPresent() ? "true" : "*",
                    line.verb(),
                    line.noun(),
                    line.allow() ? "allow" : "deny");
        }
        for (DecisionWorkload.RequestWithSubject request : workload.requests().subList(0, 200)) {
            if (indexed.decide(request.request(), request.subject(), false).permitted()
                    != cedar.permits(request.request(), request.subject(), false)) {
                throw new IllegalStateException("the engines disagree on " + request);
            }
        }
    }

    private static String orWildcard(String name) {
        return name.isEmpty() ? "*" : name;
    }

    /** Measures the production path: the decision with judgments, reasons and obligations. */
    @Benchmark
    public boolean indexed(Position position) {
        DecisionWorkload.RequestWithSubject request = position.nextRequest(workload);
        return indexed.decide(request.request(), request.subject(), false).permitted();
    }

    /** Measures one Cedar request with a cached policy set and only the entities that the request needs. */
    @Benchmark
    public boolean cedar(Position position) {
        DecisionWorkload.RequestWithSubject request = position.nextRequest(workload);
        return cedar.permits(request.request(), request.subject(), false);
    }

    @Benchmark
    public boolean casbin(Position position) {
        DecisionWorkload.RequestWithSubject request = position.nextRequest(workload);
        boolean human =
                request.request().context().get("human_present") instanceof AttributeValue.BooleanValue(boolean present)
                        && present;
        String department =
                request.subject().ownerDepartment() instanceof KnownOrUnknown.Known<String>(String name) ? name : "";
        return casbin.enforce(
                department,
                request.subject().provider(),
                String.valueOf(human),
                request.request().action(),
                request.request().resource().type());
    }
}
