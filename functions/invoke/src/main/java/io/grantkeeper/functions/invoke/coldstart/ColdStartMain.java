package io.grantkeeper.functions.invoke.coldstart;

import io.grantkeeper.functions.emulator.InitialisationFailedException;
import io.grantkeeper.functions.emulator.LambdaFunction;
import io.grantkeeper.functions.emulator.Outcome;
import io.grantkeeper.functions.invoke.Surroundings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code scripts/bench cold-start}: starts every contestant once, then every one again, so that what else the machine does
 * falls on all alike. This process, DynamoDB Local in it, is pinned to another CPU than what it starts.
 */
public final class ColdStartMain {
    private static final int WARM_EVENTS = 30;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private ColdStartMain() {}

    /**
     * Measures; the exit code is 0 where every event was answered, 1 where one was not, 2 where the arguments are wrong.
     *
     * @param arguments the project's folder, then what {@link ColdStartOptions} takes
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.exit(run(Path.of(arguments[0]), List.of(arguments).subList(1, arguments.length)));
    }

    private static int run(Path root, List<String> arguments) throws IOException, InterruptedException {
        try (Surroundings surroundings = new Surroundings(Clock.systemUTC().instant());
                Scratch scratch = Scratch.create()) {
            ColdStartOptions options = ColdStartOptions.of(arguments);
            List<Contestant> contestants =
                    new Field(root, scratch.folder(), surroundings::environmentOfItsOwn, options).contestants();
            for (int i = 1; i <= options.runs(); i++) {
                System.err.printf("Round %d of %d%n", i, options.runs());
                for (Contestant contestant : contestants) {
                    contestant.runs().add(measure(contestant));
                }
            }
            System.out.println(options.json() ? ColdStartReport.json(contestants) : ColdStartReport.table(contestants));
            return 0;
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return 2;
        } catch (InitialisationFailedException | NoAnswerException e) {
            System.err.println(e.getMessage());
            return 1;
        }
    }

    private static Contestant.Measured measure(Contestant contestant)
            throws IOException, InterruptedException, NoAnswerException {
        try (LambdaFunction function = LambdaFunction.start(contestant.settings())) {
            Duration first = answered(contestant, function);
            Duration cpu = function.cpuTime();
            List<Duration> warm = new ArrayList<>();
            for (int i = 0; i < WARM_EVENTS; i++) {
                warm.add(answered(contestant, function));
            }
            warm.sort(null);
            return new Contestant.Measured(
                    micros(function.coldStart()), micros(first), micros(cpu), micros(warm.get(WARM_EVENTS / 2)));
        }
    }

    private static Duration answered(Contestant contestant, LambdaFunction function)
            throws InterruptedException, NoAnswerException {
        Outcome outcome = function.invoke(contestant.event(), LIMIT);
        if (outcome instanceof Outcome.Answered(String _, Duration took)) {
            return took;
        }
        throw new NoAnswerException("%s (%s) does not answer: %s%n%s"
                .formatted(contestant.name(), contestant.variant(), outcome, function.log()));
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }
}
