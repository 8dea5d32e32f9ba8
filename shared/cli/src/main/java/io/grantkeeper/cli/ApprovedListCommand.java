package io.grantkeeper.cli;

import io.grantkeeper.identity.approval.ApprovalOfRecord;
import io.grantkeeper.identity.approval.ApprovalState;
import io.grantkeeper.reports.ApprovalReport;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "list", description = "Lists approvals of record, the most recently decided first.")
final class ApprovedListCommand extends ApprovedActionCommand {
    @Option(names = "--state", paramLabel = "STATE", description = "Only approvals in this state, such as approved.")
    private Optional<String> state = Optional.empty();

    @Override
    void checkOptions() {
        var _ = wanted();
    }

    private Optional<ApprovalState> wanted() {
        return state.map(code -> ApprovalState.ofCode(code)
                .orElseThrow(() -> new IllegalArgumentException("--state must be one of %s, not '%s'"
                        .formatted(
                                Arrays.stream(ApprovalState.values())
                                        .map(ApprovalState::code)
                                        .toList(),
                                code))));
    }

    @Override
    boolean canUseServer() {
        return true;
    }

    @Override
    int run(ApprovalCommandContext open) {
        Instant now = open.now();
        List<ApprovalOfRecord> found = open.all().stream()
                .filter(approval ->
                        wanted().filter(only -> only != approval.stateAt(now)).isEmpty())
                .toList();
        output().print(found, terminal -> ApprovalReport.list(terminal, found, now));
        return 0;
    }
}
