package io.grantkeeper.cli;

import io.grantkeeper.cli.server.ConsoleApiStores;
import io.grantkeeper.identity.approval.ApprovalConditions;
import io.grantkeeper.identity.approval.ApprovalDecision;
import io.grantkeeper.identity.approval.ApprovalOfRecord;
import io.grantkeeper.identity.approval.ApprovalSubject;
import io.grantkeeper.identity.approval.ApprovedScope;
import io.grantkeeper.owners.approvals.RecordApproval;
import io.grantkeeper.policy.intent.NetworkRange;
import io.grantkeeper.policy.intent.WeeklyHours;
import io.grantkeeper.reports.ApprovalReport;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "add",
        description =
                "Records a decision about one identity, a product or a client id. An approval covers the access that these identities have now.")
final class ApprovedAddCommand extends ApprovedActionCommand {
    @Parameters(paramLabel = "SUBJECT", description = "An identity's id, a product's id or a client id.")
    private String subject = "";

    @Mixin
    private ApprovalDecisionOptions decision = new ApprovalDecisionOptions();

    @Option(
            names = "--anyone",
            description =
                    "Approve access to anyone's data, not only to the data of the people who have granted access so far.")
    private boolean anyone;

    @Option(
            names = "--without-scope",
            description =
                    "Record no scope: the identity is approved, and its access is not compared with the approval.")
    private boolean withoutScope;

    @Option(names = "--tool", paramLabel = "ACTION", description = "Only with this action or tool; repeat for more.")
    private List<String> tools = List.of();

    @Option(names = "--network", paramLabel = "RANGE", description = "Only from this network; repeat for more.")
    private List<String> networks = List.of();

    @Option(
            names = "--hours",
            paramLabel = "TIMES",
            description = "Only at these times, such as 'mon-fri 08:00-18:00 Europe/Berlin'; without days, every day.")
    private Optional<String> hours = Optional.empty();

    @Override
    void checkOptions() {
        var _ = ApprovalCommandContext.subject(subject);
        decision.check(workspace().clock().instant());
        networks.forEach(range -> {
            var _ = NetworkRange.parse(range);
        });
        hours.ifPresent(times -> {
            if (WeeklyHours.parse(times).isEmpty()) {
                throw new IllegalArgumentException(
                        "--hours is '%s', but must be days, times and a time zone such as 'mon-fri 08:00-18:00 Europe/Berlin'"
                                .formatted(times));
            }
        });
    }

    @Override
    boolean canUseServer() {
        return true;
    }

    @Override
    int runOnServer(ApprovalCommandContext open, ConsoleApiStores server) {
        if (withoutScope || !tools.isEmpty() || !networks.isEmpty() || hours.isPresent()) {
            throw new IllegalArgumentException(
                    "a server does not accept --without-scope, --tool, --network or --hours; omit them, or run the command on the machine with the data folder while no suite uses it");
        }
        ApprovalSubject about = ApprovalCommandContext.subject(subject);
        ApprovalDecision decided = decision.decision(ApprovalDecision.Source.COMMAND_LINE, open.now());
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("subject", about.toString())
                .put("as", decided.state().code())
                .put("why", decided.why())
                .put("anyone", anyone);
        decided.until().ifPresent(until -> body.put("until", until.toString()));
        decided.ticket().ifPresent(ticket -> body.put("ticket", ticket));
        var _ = server.client().post("approvals", body);
        return print(open, open.require(about));
    }

    @Override
    int run(ApprovalCommandContext open) {
        ApprovalSubject about = ApprovalCommandContext.subject(subject);
        RecordApproval recording = open.recording();
        ApprovalDecision decided = decision.decision(ApprovalDecision.Source.COMMAND_LINE, open.now());
        ApprovalOfRecord recorded = recording.decide(
                open.tenant(),
                about,
                decided,
                decided.state().permits() ? scope(open, recording, about) : Optional.empty(),
                new ApprovalConditions(new TreeSet<>(networks), hours, new TreeSet<>(tools)));
        return print(open, recorded);
    }

    private int print(ApprovalCommandContext open, ApprovalOfRecord recorded) {
        output().print(recorded, terminal -> ApprovalReport.print(terminal, recorded, open.inventory(), open.now()));
        return 0;
    }

    private Optional<ApprovedScope> scope(
            ApprovalCommandContext open, RecordApproval recording, ApprovalSubject about) {
        if (withoutScope) {
            return Optional.empty();
        }
        Optional<ApprovedScope> current = recording.currentScope(open.tenant(), about);
        if (current.isEmpty()) {
            throw new IllegalArgumentException(
                    "'%s' covers no identity in the inventory, so there is no access to approve; check the id, or use --without-scope"
                            .formatted(about));
        }
        return anyone ? current.map(ApprovedScope::forAnyone) : current;
    }
}
