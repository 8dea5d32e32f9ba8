package io.grantkeeper.cli;

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

@Command(
        name = "triage",
        description =
                "Decides about many identities at once, as after the first sweep. Without --apply, only lists what the decision would cover. Identities about which someone has already decided are left out.")
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
                throw new IllegalStateException("some identities were removed during the triage; run it again");
            }
        });
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
