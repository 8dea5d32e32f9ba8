package io.grantkeeper.local.suite;

import io.grantkeeper.aws.dynamodb.DynamoDbAccessStore;
import io.grantkeeper.aws.dynamodb.DynamoDbFindingStore;
import io.grantkeeper.aws.dynamodb.DynamoDbSendStore;
import io.grantkeeper.aws.dynamodb.DynamoDbTable;
import io.grantkeeper.functions.testkit.Bench;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.store.IdentityDossier;
import io.grantkeeper.identity.store.IdentityQuery;
import io.grantkeeper.identity.store.Send;
import io.grantkeeper.store.testkit.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What must be the same, wherever the process died. Versions and the instants of our own writes may differ; how
 * findings were put together into messages may too, so each finding is listed for itself.
 *
 * @param identities everything known of each identity
 * @param summaries what is shown of each identity
 * @param findings every finding, open or closed
 * @param told one line a finding and message, with the channel and the recipient; sorted
 * @param messages how many messages told them
 * @param unsent messages that were claimed and never sent
 */
record PipelineEnd(
        List<String> identities,
        List<String> summaries,
        List<String> findings,
        List<String> told,
        int messages,
        int unsent,
        int parked) {
    private static final int ALL = 1_000;

    static PipelineEnd of(DynamoDbTable table, int parked) {
        DynamoDbAccessStore access = new DynamoDbAccessStore(table);
        List<String> identities = new ArrayList<>();
        List<String> summaries = new ArrayList<>();
        List<String> findings = new ArrayList<>();
        for (IdentitySummary summary : access.identities(
                        Bench.TENANT, new IdentityQuery.OfConnection(Samples.ACME), ALL, Optional.empty())
                .items()) {
            IdentityDossier dossier = access.dossier(Bench.TENANT, summary.id()).orElseThrow();
            identities.add("%s %s %s".formatted(dossier.identity(), dossier.grants(), dossier.credentials()));
            summaries.add("%s %s %s %s owners %s reaches %s"
                    .formatted(
                            summary.id(),
                            summary.status(),
                            summary.severity(),
                            summary.ai(),
                            summary.owners(),
                            summary.reaches()));
            dossier.findings()
                    .forEach(finding -> findings.add("%s %s %s %s %s %s"
                            .formatted(
                                    summary.id(),
                                    finding.type(),
                                    finding.key(),
                                    finding.severity(),
                                    finding.status(),
                                    finding.headline())));
        }
        List<Send> sends = new DynamoDbSendStore(table)
                .recent(Bench.TENANT, ALL, Optional.empty())
                .items();
        List<String> told = sends.stream()
                .flatMap(send -> send.findings().stream()
                        .map(finding ->
                                "%s %s: %s %s".formatted(send.channel(), send.recipient(), send.identity(), finding)))
                .toList();
        return new PipelineEnd(
                sorted(identities),
                sorted(summaries),
                sorted(findings),
                sorted(told),
                sends.size(),
                (int) sends.stream().filter(send -> send.sentAt().isEmpty()).count(),
                parked);
    }

    /** Without the number of messages: two may have become one, or one two. */
    PipelineEnd comparable() {
        return new PipelineEnd(identities, summaries, findings, told, 0, unsent, parked);
    }

    /** How many findings wait for a message, of those that are open. */
    static long untold(DynamoDbTable table) {
        return new DynamoDbFindingStore(table)
                .open(Bench.TENANT, ALL, Optional.empty()).items().stream()
                        .filter(finding -> finding.sendId().isEmpty())
                        .count();
    }

    private static List<String> sorted(List<String> lines) {
        return lines.stream().sorted().toList();
    }
}
