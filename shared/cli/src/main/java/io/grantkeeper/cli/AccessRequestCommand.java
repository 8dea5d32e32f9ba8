package io.grantkeeper.cli;

import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.local.suite.LocalSuiteStores;
import io.grantkeeper.policy.approval.AnswerAccessRequests;
import io.grantkeeper.policy.store.AccessApproval;
import io.grantkeeper.policy.store.DecisionJson;
import java.time.Instant;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command that approves, denies or expires an access request. */
abstract class AccessRequestCommand extends StoresCommand {
    @Parameters(
            paramLabel = "ID",
            description = "The request's id, as shown in the alert or by 'grantkeeper approvals'.")
    private String id = "";

    @Option(
            names = "--by",
            paramLabel = "WHO",
            description =
                    "Your name for the record (default: the current user). Requesters cannot approve or deny their own requests.")
    private String by = System.getProperty("user.name", "unknown");

    final String id() {
        return id;
    }

    final String by() {
        return by;
    }

    /** Answers the request and returns it with its new state. */
    abstract AccessApproval answer(AnswerAccessRequests requests, TenantId tenant);

    @Override
    final int run(ConnectionsConfig config, LocalSuiteStores stores) {
        AccessApproval answered = answer(
                new AnswerAccessRequests(
                        stores.approvals(),
                        stores.policies(),
                        stores.findings(),
                        workspace().clock()),
                config.tenant());
        Instant now = workspace().clock().instant();
        output().print(
                        DecisionJson.mapper(),
                        answered,
                        terminal -> terminal.line("%s: %s%s"
                                .formatted(
                                        answered.id(),
                                        answered.effectiveStateAt(now).code(),
                                        answered.endedAt(now)
                                                .map(ended -> " at " + ended)
                                                .or(() -> answered.validUntil().map(until -> " until " + until))
                                                .orElse(""))));
        return 0;
    }
}
