package io.grantkeeper.cli;

import io.grantkeeper.policy.engine.IndexedDecisionEngine;
import io.grantkeeper.policy.intent.PolicyDocument;
import io.grantkeeper.policy.intent.PolicySet;
import io.grantkeeper.policy.intent.PolicyTestCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "test",
        description = {
            "Runs the test cases that are stored next to policies.",
            "The cases in NAME.cases.yaml run against the policy in NAME.yaml alone, with the set's settings; if there is"
                    + " no such document, against the whole set. Exit code 1 if a case gets a different decision."
        })
final class PolicyTestCommand extends ReportCommand {
    private static final String CASES = ".cases.yaml";

    @Parameters(paramLabel = "FOLDER", description = "A folder of policy documents and their test cases.")
    private Path folder = Path.of("");

    /** The result of one test case of a policy. */
    record CaseResult(String document, String name, boolean passed, Optional<String> problem) {}

    @Override
    public Integer call() {
        PolicySet set = PolicySet.read(PolicyFiles.read(List.of(folder))).orThrow();
        List<CaseResult> ran = new ArrayList<>();
        for (Path file : cases()) {
            run(set, file, ran);
        }
        if (ran.isEmpty()) {
            throw new IllegalArgumentException(
                    "no test cases found in %s; their file names end in %s".formatted(folder, CASES));
        }
        long failed = ran.stream().filter(each -> !each.passed).count();
        output().print(ran, terminal -> {
            ran.forEach(each -> terminal.line("%s %s: %s%s"
                    .formatted(
                            each.passed ? "ok    " : "FAILED",
                            each.document,
                            each.name,
                            each.problem.map(problem -> "\n       " + problem).orElse(""))));
            terminal.line("%d cases, %d failed.".formatted(ran.size(), failed));
        });
        return failed == 0 ? 0 : 1;
    }

    private List<Path> cases() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(CASES))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read folder %s".formatted(folder), e);
        }
    }

    private static void run(PolicySet set, Path file, List<CaseResult> ran) {
        String name = String.valueOf(file.getFileName());
        String document = file.toString().substring(0, file.toString().length() - CASES.length()) + ".yaml";
        List<PolicyDocument> own = set.policies().stream()
                .filter(policy -> policy.place().document().equals(document))
                .toList();
        IndexedDecisionEngine engine =
                IndexedDecisionEngine.of(own.isEmpty() ? set : PolicySet.of(own, set.settings()));
        PolicyTestCase.Reading reading =
                PolicyTestCase.read(PolicyFiles.read(List.of(file)).getFirst());
        reading.mistakes()
                .forEach(mistake ->
                        ran.add(new CaseResult(name, "file is valid", false, Optional.of(mistake.toString()))));
        for (PolicyTestCase each : reading.cases()) {
            Optional<String> differs = each.difference(engine);
            ran.add(new CaseResult(name, each.name(), differs.isEmpty(), differs));
        }
    }
}
