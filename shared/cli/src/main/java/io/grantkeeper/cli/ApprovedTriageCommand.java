package io.grantkeeper.cli;

import io.grantkeeper.cli.server.ConsoleApiStores;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.approval.ApprovalDecision;
import io.grantkeeper.identity.approval.ApprovalOfRecord;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.owners.approvals.TriageApprovals;
import io.grantkeeper.reports.ApprovalReport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "triage",
        description =
                "Records one decision about many identities at once, for example after the first sweep. Without --apply, only lists what the decision would cover. Identities about which someone has already decided are left out.")
final class ApprovedTriageCommand extends ApprovedActionCommand {
    @Option(names = "--product", paramLabel = "ID", description = "Identities of this product.")
    private Optional<String> product = Optional.empty();

    @Option(names = "--publisher", paramLabel = "NAME", description = "Identities with this verified publisher.")
    private Optional<String> publisher = Optional.empty();

    @Option(names = "--kind", paramLabel = "KIND", description = "Identities of this kind, such as oauth-client.")
    private Optional<String> kind = Optional.empty();

    @Option(names = "--apply", description = "Record the decision.")
    private boolean apply;

    @Mixin
    private ApprovalDecisionOptions decision = new ApprovalDecisionOptions();

    /** The maximum number of identities that a server takes in one request. */
    private static final int MOST_ON_SERVER = 500;

    /** The identities that a triage covers. */
    private record Triage(Optional<String> batch, List<IdentitySummary> identities) {}

    @Override
    void checkOptions() {
        decision.check(workspace().clock().instant());
        var _ = selection();
    }

    private TriageApprovals.Selection selection() {
        return new TriageApprovals.Selection(product, publisher, kind.map(IdentityKind::ofCode));
    }

    @Override
    boolean canUseServer() {
        return true;
    }

    @Override
    int runOnServer(ApprovalCommandContext open, ConsoleApiStores server) {
        List<IdentitySummary> selected = open.triage().preview(open.tenant(), selection(), open::isUndecided);
        return print(apply ? Optional.of(decide(open, server, selected)) : Optional.empty(), selected);
    }

    /** Records the decision through the server, and returns the id of the triage. */
    private String decide(ApprovalCommandContext open, ConsoleApiStores server, List<IdentitySummary> selected) {
        if (selected.isEmpty() || selected.size() > MOST_ON_SERVER) {
            throw new IllegalArgumentException(
                    "a server decides about 1 to %d identities at once, but %d are selected; change the selection with --product, --publisher or --kind"
                            .formatted(MOST_ON_SERVER, selected.size()));
        }
        ApprovalDecision decided = decision.decision(ApprovalDecision.Source.TRIAGE, open.now());
        if (decided.ticket().isPresent()) {
            throw new IllegalArgumentException(
                    "--ticket cannot be used to triage through a server; name the ticket in --because");
        }
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("as", decided.state().code())
                .put("why", decided.why());
        decided.until().ifPresent(until -> body.put("until", until.toString()));
        ArrayNode subjects = body.putArray("subjects");
        selected.forEach(identity -> subjects.add(identity.id().toString()));
        JsonNode answer = server.client().post("approvals/triage", body);
        if (!answer.path("skipped").isEmpty()) {
            throw incomplete(answer.path("skipped").size(), answer.path("batch").asString(""));
        }
        return answer.path("batch").asString("");
    }

    @Override
    int run(ApprovalCommandContext open) {
        TriageApprovals triage = open.triage();
        List<IdentitySummary> selected = triage.preview(open.tenant(), selection(), open::isUndecided);
        Instant now = open.now();
        Optional<String> batch = apply ? Optional.of(TriageApprovals.newBatch()) : Optional.empty();
        batch.ifPresent(id -> {
            List<ApprovalOfRecord> decided = triage.apply(
                    open.tenant(),
                    selected,
                    decision.decision(ApprovalDecision.Source.TRIAGE, now).withBatch(id));
            if (decided.size() < selected.size()) {
                throw incomplete(selected.size() - decided.size(), id);
            }
        });
        return print(batch, selected);
    }

    private static IllegalStateException incomplete(int leftOut, String batch) {
        return new IllegalStateException(
                "%d identities changed during the triage, and nothing was recorded for them; run the command again, or take the recorded decisions back: grantkeeper approved undo %s --because REASON"
                        .formatted(leftOut, batch));
    }

    private int print(Optional<String> batch, List<IdentitySummary> selected) {
        output().print(new Triage(batch, selected), terminal -> {
            ApprovalReport.triage(terminal, selected);
            terminal.line(batch.map(id ->
                            "Recorded for %d identities. To take it back: grantkeeper approved undo %s --because REASON"
                                    .formatted(selected.size(), id))
                    .orElse("Nothing is recorded yet. Repeat with --apply to decide about these %d identities."
                            .formatted(selected.size())));
        });
        return 0;
    }
}
