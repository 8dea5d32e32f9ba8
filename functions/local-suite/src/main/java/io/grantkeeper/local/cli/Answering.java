package io.grantkeeper.local.cli;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.local.suite.SuiteStores;
import io.grantkeeper.policy.approval.AnswerRequests;
import io.grantkeeper.policy.store.Approval;
import io.grantkeeper.policy.store.DecisionJson;
import java.util.function.BiFunction;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What approve, deny and expire have in common. */
final class Answering {
    @Mixin
    private Workspace workspace = new Workspace();

    @Mixin
    private Output output = new Output();

    @Parameters(paramLabel = "ID", description = "As the alert or 'grantkeeper approvals' shows it.")
    private String id = "";

    @Option(
            names = "--by",
            paramLabel = "WHO",
            description = "Who answers, as the record is to say (default: the user of this machine).")
    private String by = System.getProperty("user.name", "unknown");

    String id() {
        return id;
    }

    String by() {
        return by;
    }

    Workspace workspace() {
        return workspace;
    }

    int answer(BiFunction<AnswerRequests, TenantId, Approval> how) {
        TenantId tenant = workspace.config().tenant();
        try (SuiteStores stores = workspace.stores()) {
            Approval answered = how.apply(
                    new AnswerRequests(stores.approvals(), stores.policies(), stores.findings(), workspace.clock()),
                    tenant);
            if (output.isJson()) {
                output.terminal()
                        .line(DecisionJson.mapper()
                                .writerWithDefaultPrettyPrinter()
                                .writeValueAsString(answered));
            } else {
                output.terminal()
                        .line("%s: %s%s"
                                .formatted(
                                        answered.id(),
                                        answered.standingAt(workspace.clock().instant())
                                                .code(),
                                        answered.validUntil()
                                                .map(until -> " until " + until)
                                                .orElse("")));
            }
            return 0;
        }
    }
}
