package io.grantkeeper.harness.coldstart;

import io.grantkeeper.harness.LocalEnvironment;
import io.grantkeeper.harness.emulator.EmulatedFunction;
import io.grantkeeper.harness.emulator.InitFailedException;
import io.grantkeeper.harness.emulator.InvocationResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures cold starts; {@code scripts/bench cold-start} runs it. Each round starts every candidate once, so that other
 * load on the machine affects all candidates alike. This process, which also runs DynamoDB Local, is pinned to a
 * different CPU than the processes that it starts.
 */
public final class ColdStartMain {
    private static final int WARM_EVENTS = 30;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private ColdStartMain() {}

    /**
     * Runs the benchmark. The exit code is 0 if every event was answered, 1 if any was not, and 2 if the arguments are
     * invalid.
     *
     * @param arguments the project's folder, then the arguments that {@link ColdStartOptions} parses
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.exit(run(Path.of(arguments[0]), List.of(arguments).subList(1, arguments.length)));
    }

    private static int run(Path root, List<String> arguments) throws IOException, InterruptedException {
        try (LocalEnvironment environment =
                        new LocalEnvironment(Clock.systemUTC().instant());
                TemporaryFolder scratch = TemporaryFolder.create()) {
            ColdStartOptions options = ColdStartOptions.of(arguments);
            List<ColdStartSubject> subjects =
                    new ColdStartCandidates(root, scratch.folder(), environment, options).subjects();
            // A start before the first round, which does not count, fills the tables.
            for (int i = 0; i <= options.runs(); i++) {
                System.err.printf("Round %d of %d%n", i, options.runs());
                for (ColdStartSubject subject : subjects) {
                    ColdStartSubject.Measured measured = measure(subject, i);
                    if (i > 0) {
                        subject.runs().add(measured);
                    }
                }
            }
            System.out.println(options.json() ? ColdStartReport.json(subjects) : ColdStartReport.table(subjects));
            return 0;
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return 2;
        } catch (InitFailedException | NoResponseException e) {
            System.err.println(e.getMessage());
            return 1;
        }
    }

    private static ColdStartSubject.Measured measure(ColdStartSubject subject, int start)
            throws IOException, InterruptedException, NoResponseException {
        try (EmulatedFunction function = subject.packaging().start(subject.settings())) {
            Duration before = subject.packaging() == ColdStartPackaging.SNAPSTART ? function.cpuTime() : Duration.ZERO;
            Duration first = timeToResponse(subject, function, subject.events().event(start, 0));
            Duration cpu = function.cpuTime().minus(before);
            List<Duration> warm = new ArrayList<>();
            for (int i = 1; i <= WARM_EVENTS; i++) {
                warm.add(timeToResponse(subject, function, subject.events().event(start, i)));
            }
            warm.sort(null);
            return new ColdStartSubject.Measured(
                    micros(function.coldStart()), micros(first), micros(cpu), micros(warm.get(WARM_EVENTS / 2)));
        }
    }

    private static Duration timeToResponse(ColdStartSubject subject, EmulatedFunction function, byte[] event)
            throws InterruptedException, NoResponseException {
        InvocationResult outcome = function.invoke(event, LIMIT);
        if (outcome instanceof InvocationResult.Answered(String _, Duration took)) {
            return took;
        }
        throw new NoResponseException("%s (%s) does not respond: %s%n%s"
                .formatted(subject.name(), subject.packaging().label(), outcome, function.log()));
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }
}
