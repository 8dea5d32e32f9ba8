package io.grantkeeper.local.cli;

import io.grantkeeper.policy.engine.IndexedEngine;
import io.grantkeeper.policy.intent.Policy;
import io.grantkeeper.policy.intent.PolicyCase;
import io.grantkeeper.policy.intent.PolicySet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the cases that are kept beside policies.",
            "The cases of NAME.cases.yaml are put to the policy in NAME.yaml alone, with the set's settings; where there is"
                    + " no such document, to the whole set. Exit code 1 where a case is decided otherwise."
        })
final class PolicyTestCommand implements Callable<Integer> {
    private static final String CASES = ".cases.yaml";

    @Mixin
    private Output output = new Output();

    @Parameters(paramLabel = "FOLDER", description = "A folder of documents and their cases.")
    private Path folder = Path.of("");

    /** What became of one case. */
    record Ran(String document, String name, boolean passed, Optional<String> problem) {}

    @Override
    public Integer call() {
        PolicySet set = PolicySet.read(PolicyFiles.read(List.of(folder))).orThrow();
        List<Ran> ran = new ArrayList<>();
        for (Path file : cases()) {
            run(set, file, ran);
        }
        if (ran.isEmpty()) {
            throw new IllegalArgumentException("there are no cases in %s; they end in %s".formatted(folder, CASES));
        }
        long failed = ran.stream().filter(each -> !each.passed).count();
        if (output.isJson()) {
            output.json(ran);
        } else {
            ran.forEach(each -> output.terminal()
                    .line("%s %s: %s%s"
                            .formatted(
                                    each.passed ? "ok    " : "FAILED",
                                    each.document,
                                    each.name,
                                    each.problem
                                            .map(problem -> "\n       " + problem)
                                            .orElse(""))));
            output.terminal().line("%d cases, %d decided otherwise.".formatted(ran.size(), failed));
        }
        return failed == 0 ? 0 : 1;
    }

    private List<Path> cases() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(CASES))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new IllegalArgumentException("the folder %s cannot be read".formatted(folder), e);
        }
    }

    private static void run(PolicySet set, Path file, List<Ran> ran) {
        String name = String.valueOf(file.getFileName());
        String document = file.toString().substring(0, file.toString().length() - CASES.length()) + ".yaml";
        List<Policy> own = set.policies().stream()
                .filter(policy -> policy.place().document().equals(document))
                .toList();
        IndexedEngine engine = IndexedEngine.of(own.isEmpty() ? set : PolicySet.of(own, set.settings()));
        PolicyCase.Reading reading =
                PolicyCase.read(PolicyFiles.read(List.of(file)).getFirst());
        reading.mistakes()
                .forEach(mistake -> ran.add(new Ran(name, "can be read", false, Optional.of(mistake.toString()))));
        for (PolicyCase each : reading.cases()) {
            Optional<String> differs = each.differs(engine);
            ran.add(new Ran(name, each.name(), differs.isEmpty(), differs));
        }
    }
}
