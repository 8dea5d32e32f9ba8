package io.grantkeeper.cli;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.local.suite.LocalSuiteStores;
import io.grantkeeper.policy.approval.AnswerAccessRequests;
import io.grantkeeper.policy.store.AccessApproval;
import io.grantkeeper.policy.store.DecisionJson;
import java.util.function.BiFunction;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options and steps that the commands approve, deny and expire share. */
final class AccessRequestAnswer {
    @Mixin
    private WorkspaceOptions workspace = new WorkspaceOptions();

    @Mixin
    private OutputOption output = new OutputOption();

    @Parameters(
            paramLabel = "ID",
            description = "The request's id, as shown in the alert or by 'grantkeeper approvals'.")
    private String id = "";

    @Option(names = "--by", paramLabel = "WHO", description = "Your name for the record (default: the current user).")
    private String by = System.getProperty("user.name", "unknown");

    String id() {
        return id;
    }

    String by() {
        return by;
    }

    WorkspaceOptions workspace() {
        return workspace;
    }

    int answer(BiFunction<AnswerAccessRequests, TenantId, AccessApproval> how) {
        TenantId tenant = workspace.config().tenant();
        try (LocalSuiteStores stores = workspace.stores()) {
            AccessApproval answered = how.apply(
                    new AnswerAccessRequests(
                            stores.approvals(), stores.policies(), stores.findings(), workspace.clock()),
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
                                        answered.effectiveStateAt(
                                                        workspace.clock().instant())
                                                .code(),
                                        answered.validUntil()
                                                .map(until -> " until " + until)
                                                .orElse("")));
            }
            return 0;
        }
    }
}
