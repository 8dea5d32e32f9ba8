package io.grantkeeper.cli;

import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.local.suite.LocalSuiteStores;
import io.grantkeeper.reports.QuestionReport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "answers",
        mixinStandardHelpOptions = true,
        description = "Lists questions, with the people who were asked and their answers.")
final class AnswersCommand implements Callable<Integer> {
    @Mixin
    private WorkspaceOptions workspace = new WorkspaceOptions();

    @Mixin
    private OutputOption output = new OutputOption();

    @Option(names = "--waiting", description = "Only questions that are waiting for an answer.")
    private boolean waiting;

    @Override
    public Integer call() {
        ConnectionsConfig config = workspace.config();
        try (LocalSuiteStores stores = workspace.stores()) {
            QuestionReport questions = new QuestionReport(config.tenant(), stores.questions(), stores.access());
            List<OwnerQuestion> all = new ArrayList<>(questions.waiting());
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
