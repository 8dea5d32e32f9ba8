package io.grantkeeper.cli;

import io.grantkeeper.functions.connections.ConfigSection;
import io.grantkeeper.identity.approval.ApprovalConditions;
import io.grantkeeper.identity.approval.ApprovalDecision;
import io.grantkeeper.identity.approval.ApprovalOfRecord;
import io.grantkeeper.identity.approval.ApprovalSubject;
import io.grantkeeper.identity.approval.ApprovedScope;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.owners.approvals.RecordApproval;
import io.grantkeeper.reports.terminal.TextTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "import",
        description = {
            "Records approvals from the configuration's list, or from a file with one JSON object per line:",
            "{\"subject\": \"otter-ai\", \"as\": \"approved\", \"until\": \"2027-03-31\", \"why\": \"pilot\", \"ticket\": \"SEC-7\"}",
            "Subjects about which someone has already decided keep that decision. The configuration's list also works without an import."
        })
final class ApprovedImportCommand extends ApprovedActionCommand {
    private static final int MAX_BYTES = 4 * 1024 * 1024;
    private static final List<String> MEMBERS = List.of("subject", "as", "until", "why", "ticket");

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "The file (default: the configuration's list).")
    private Optional<Path> file = Optional.empty();

    @Mixin
    private RequesterOption by = new RequesterOption();

    @Option(
            names = "--with-current-access",
            description = "Also record the access that the identities have now as the approved scope.")
    private boolean withAccess;

    /** One line of the file to import. */
    private record Line(
            Optional<String> subject,
            Optional<String> as,
            Optional<String> until,
            Optional<String> why,
            Optional<String> ticket) {}

    private record Result(String entry, String subject, String result, boolean failed) {}

    @Override
    int run(ApprovalCommandContext open) {
        List<Result> results = new ArrayList<>();
        if (file.isEmpty()) {
            open.listed()
                    .forEach(entry -> results.add(record(
                            open,
                            entry,
                            new Line(
                                    Optional.of(entry),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.of("listed in the configuration"),
                                    Optional.empty()))));
        } else {
            List<String> lines =
                    CommandLineFile.text(file.get(), MAX_BYTES).lines().toList();
            for (int number = 1; number <= lines.size(); number++) {
                String text = lines.get(number - 1);
                if (!text.isBlank()) {
                    results.add(read(open, "line " + number, text));
                }
            }
        }
        output().print(results, terminal -> {
            if (results.isEmpty()) {
                terminal.line(
                        file.isEmpty() ? "The configuration lists no approved identities." : "The file is empty.");
                return;
            }
            TextTable table = new TextTable("entry", "subject", "result").withIdsIn(1);
            results.forEach(result -> table.row(result.entry(), result.subject(), result.result()));
            table.print(terminal);
        });
        return results.stream().anyMatch(Result::failed) ? 1 : 0;
    }

    private Result read(ApprovalCommandContext open, String entry, String text) {
        try {
            Line line = ConfigSection.read(entry, "{\"subject\": \"otter-ai\"}", () -> {
                requireKnownMembers(ModelJson.mapper().readTree(text));
                return ModelJson.read(text, Line.class);
            });
            return record(open, entry, line);
        } catch (IllegalArgumentException e) {
            return new Result(entry, "", String.valueOf(e.getMessage()), true);
        }
    }

    /**
     * Requires that all members are known. Otherwise, a misspelled member, such as an end date that would be ignored,
     * could approve more than was meant.
     */
    private static void requireKnownMembers(JsonNode line) {
        for (String name : line.propertyNames()) {
            if (!MEMBERS.contains(name)) {
                throw new IllegalArgumentException("an unknown member; the members are " + String.join(", ", MEMBERS));
            }
        }
    }

    private Result record(ApprovalCommandContext open, String entry, Line line) {
        try {
            ApprovalSubject subject =
                    ApprovalCommandContext.subject(line.subject().orElse(""));
            Optional<ApprovalOfRecord> known = open.find(subject)
                    .filter(approval -> approval.current().state().isDecision());
            if (known.isPresent()) {
                return new Result(
                        entry,
                        subject.toString(),
                        "unchanged: already " + known.get().current().state().displayName(),
                        false);
            }
            ApprovalDecision decision = ApprovalDecisionOptions.decision(
                    ApprovalCommandContext.decision(line.as().orElse("approved")),
                    by.requester(),
                    ApprovalDecision.Source.IMPORT,
                    open.now(),
                    line.why().orElse(""),
                    line.ticket(),
                    line.until());
            RecordApproval recording = open.recording();
            Optional<ApprovedScope> scope = withAccess && decision.state().permits()
                    ? recording.currentScope(open.tenant(), subject)
                    : Optional.empty();
            var _ = recording.decide(open.tenant(), subject, decision, scope, ApprovalConditions.none());
            return new Result(
                    entry,
                    subject.toString(),
                    decision.state().displayName()
                            + (scope.isEmpty() && decision.state().permits() ? ", no scope recorded" : ""),
                    false);
        } catch (IllegalArgumentException e) {
            return new Result(entry, line.subject().orElse(""), String.valueOf(e.getMessage()), true);
        }
    }
}
