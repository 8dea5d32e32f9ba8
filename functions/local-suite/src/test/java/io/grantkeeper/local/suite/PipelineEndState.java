package io.grantkeeper.local.suite;

import io.grantkeeper.aws.dynamodb.DynamoDbAccessStore;
import io.grantkeeper.aws.dynamodb.DynamoDbAlertDeliveryStore;
import io.grantkeeper.aws.dynamodb.DynamoDbFindingStore;
import io.grantkeeper.aws.dynamodb.DynamoDbTable;
import io.grantkeeper.functions.testkit.FunctionTestbed;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.store.AlertDelivery;
import io.grantkeeper.identity.store.IdentityQuery;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.store.testkit.ModelSamples;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The final state, which must be the same wherever the process was killed. Versions and times of Grantkeeper's own
 * writes may differ. The grouping of findings into messages may differ too, so each finding is listed separately.
 *
 * @param identities everything stored about each identity
 * @param summaries the summary of each identity
 * @param findings every finding, open or closed
 * @param told one line per finding and message, with the channel and the recipient; sorted
 * @param messages the number of messages about findings
 * @param unsent the number of messages that were claimed but never sent
 */
record PipelineEndState(
        List<String> identities,
        List<String> summaries,
        List<String> findings,
        List<String> told,
        int messages,
        int unsent,
        int parked) {
    private static final int ALL = 1_000;
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\d(T[0-9:.]+Z)?");

    static PipelineEndState of(DynamoDbTable table, int parked) {
        DynamoDbAccessStore access = new DynamoDbAccessStore(table);
        List<String> identities = new ArrayList<>();
        List<String> summaries = new ArrayList<>();
        List<String> findings = new ArrayList<>();
        for (IdentitySummary summary : access.identities(
                        FunctionTestbed.TENANT,
                        new IdentityQuery.OfConnection(ModelSamples.ACME),
                        ALL,
                        Optional.empty())
                .items()) {
            IdentityRecord identityRecord =
                    access.identityRecord(FunctionTestbed.TENANT, summary.id()).orElseThrow();
            identities.add("%s %s %s"
                    .formatted(identityRecord.identity(), identityRecord.grants(), identityRecord.credentials()));
            summaries.add("%s %s %s %s owners %s reaches %s"
                    .formatted(
                            summary.id(),
                            summary.status(),
                            summary.severity(),
                            summary.ai(),
                            summary.owners(),
                            summary.reaches()));
            identityRecord
                    .findings()
                    .forEach(finding -> findings.add("%s %s %s %s %s %s"
                            .formatted(
                                    summary.id(),
                                    finding.type(),
                                    finding.key(),
                                    finding.severity(),
                                    finding.status(),
                                    finding.headline())));
        }
        List<AlertDelivery> sends = new DynamoDbAlertDeliveryStore(table)
                .recent(FunctionTestbed.TENANT, ALL, Optional.empty())
                .items();
        List<String> told = sends.stream()
                .flatMap(send -> send.findings().stream()
                        .map(finding ->
                                "%s %s: %s %s".formatted(send.channel(), send.recipient(), send.identity(), finding)))
                .toList();
        return new PipelineEndState(
                sorted(identities),
                sorted(summaries),
                sorted(findings),
                sorted(told),
                sends.size(),
                (int) sends.stream().filter(send -> send.sentAt().isEmpty()).count(),
                parked);
    }

    /**
     * Returns the state without the number of messages, because an interruption can merge two messages or split one.
     */
    PipelineEndState comparable() {
        return new PipelineEndState(identities, summaries, findings, told, 0, unsent, parked);
    }

    /**
     * Returns the state as lines. Omits times, because some disturbances take time. Omits the recipients of messages,
     * because they are chosen from the owner candidates known when a message is sent. Omits the numbers of messages and
     * of messages in the parking queue.
     */
    List<String> timelessLines() {
        List<String> alerted = told.stream()
                .map(line -> line.substring(line.indexOf(": ") + 2))
                .toList();
        return Stream.of(identities, summaries, findings, alerted)
                .flatMap(List::stream)
                .map(line -> TIME.matcher(line).replaceAll("…"))
                .sorted()
                .toList();
    }

    /** Returns the number of open findings without a message. */
    static long unsentFindings(DynamoDbTable table) {
        return new DynamoDbFindingStore(table)
                .open(FunctionTestbed.TENANT, ALL, Optional.empty()).items().stream()
                        .filter(finding -> finding.sendId().isEmpty())
                        .count();
    }

    private static List<String> sorted(List<String> lines) {
        return lines.stream().sorted().toList();
    }
}
