package io.grantkeeper.local.cli;

import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.identity.question.Question;
import io.grantkeeper.local.report.Questions;
import io.grantkeeper.local.suite.SuiteStores;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "answers",
        mixinStandardHelpOptions = true,
        description = "Lists what people were asked, who was asked, and what they said.")
final class AnswersCommand implements Callable<Integer> {
    @Mixin
    private Workspace workspace = new Workspace();

    @Mixin
    private Output output = new Output();

    @Option(names = "--waiting", description = "Only what waits for an answer.")
    private boolean waiting;

    @Override
    public Integer call() {
        ConnectionsConfig config = workspace.config();
        try (SuiteStores stores = workspace.stores()) {
            Questions questions = new Questions(config.tenant(), stores.questions(), stores.access());
            List<Question> all = new ArrayList<>(questions.waiting());
            if (!waiting) {
                all.addAll(questions.concluded());
            }
            if (output.isJson()) {
                output.json(all);
            } else {
                questions.print(output.terminal(), all);
            }
            return 0;
        }
    }
}
