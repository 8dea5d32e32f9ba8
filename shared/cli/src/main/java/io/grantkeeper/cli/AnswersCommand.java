package io.grantkeeper.cli;

import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.local.suite.LocalSuiteStores;
import io.grantkeeper.reports.QuestionReport;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "answers", description = "Lists questions: who was asked, and what they answered.")
final class AnswersCommand extends ServerCapableCommand {
    @Option(names = "--waiting", description = "Only questions that are waiting for an answer.")
    private boolean waiting;

    @Override
    int run(ConnectionsConfig config, LocalSuiteStores stores) {
        QuestionReport questions = new QuestionReport(config.tenant(), stores.questions(), stores.access());
        List<OwnerQuestion> all = new ArrayList<>(questions.waiting());
        if (!waiting) {
            all.addAll(questions.concluded());
        }
        output().print(all, terminal -> questions.print(terminal, all));
        return 0;
    }
}
