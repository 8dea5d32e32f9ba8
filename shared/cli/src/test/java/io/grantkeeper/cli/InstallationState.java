package io.grantkeeper.cli;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.store.AlertDelivery;
import io.grantkeeper.identity.store.IdentityQuery;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.identity.store.StoredRecord;
import io.grantkeeper.ledger.ImmutableBytes;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.entry.LedgerEntryJson;
import io.grantkeeper.ledger.entry.LedgerEvent;
import io.grantkeeper.local.suite.LocalSuiteStores;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The content of a data folder, without times, so that two installations that read the same provider can be compared.
 * The grouping of findings into messages can differ, so each finding is listed separately.
 *
 * @param access all access of identities, and whether it was removed
 * @param findings every finding, open or closed
 * @param told one line per finding and message; the recipient depends on what was known when the message was sent
 * @param entries the number of ledger entries by kind, except for messages
 * @param messages the number of recorded messages
 */
record InstallationState(
        List<String> access, List<String> findings, List<String> told, Map<String, Long> entries, int messages) {
    private static final int PAGE = 200;
    private static final int BUNDLE = 256;
    private static final String SENT = "ALERT_SENT";
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");

    /** Reads the state, and checks that the ledger contains no event twice and that each message was sent. */
    static InstallationState of(LocalSuiteStores stores, TenantId tenant, ConnectionId connection) {
        List<String> access = new ArrayList<>();
        List<String> findings = new ArrayList<>();
        StorePage.forEach(
                next -> stores.access().identities(tenant, new IdentityQuery.OfConnection(connection), PAGE, next),
                summary -> {
                    IdentityRecord identity =
                            stores.access().identityRecord(tenant, summary.id()).orElseThrow();
                    access.add(line(identity.identity()));
                    Stream.concat(identity.grants().stream(), identity.credentials().stream())
                            .map(row -> summary.id() + " " + line(row))
                            .forEach(access::add);
                    for (Finding finding : identity.findings()) {
                        findings.add("%s %s %s %s %s"
                                .formatted(
                                        summary.id(),
                                        finding.type(),
                                        finding.key(),
                                        finding.severity(),
                                        finding.status()));
                    }
                });
        List<AlertDelivery> sends = StorePage.readAll(next -> stores.sends().recent(tenant, PAGE, next));
        assertThat(sends)
                .as("messages")
                .allSatisfy(send -> assertThat(send.sentAt()).isPresent());
        List<String> told = sorted(sends.stream()
                .flatMap(send ->
                        send.findings().stream().map(finding -> "told: %s %s".formatted(send.identity(), finding))));
        assertThat(told).doesNotHaveDuplicates();
        List<LedgerEntry> entries = entries(stores, tenant);
        assertThat(entries).extracting(LedgerEntry::id).doesNotHaveDuplicates();
        // A finding that was replaced by a more severe one has an entry for each of them, depending on the order of the
        // rows.
        Set<Object> opened = new HashSet<>();
        Map<String, Long> counts = new TreeMap<>(entries.stream()
                .filter(entry -> !(entry.what() instanceof LedgerEvent.FindingOpened finding)
                        || opened.add(List.of(entry.identity(), finding.key())))
                .collect(groupingBy(entry -> entry.kind().name(), counting())));
        assertThat(counts.getOrDefault(SENT, 0L)).as("messages in the ledger").isEqualTo(sends.size());
        counts.remove(SENT);
        return new InstallationState(sorted(access.stream()), sorted(findings.stream()), told, counts, sends.size());
    }

    /** Returns this state as lines, without the number of messages. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.addAll(access);
        lines.addAll(findings);
        lines.addAll(told);
        entries.forEach((kind, count) -> lines.add("%d entries %s".formatted(count, kind)));
        return lines;
    }

    private static String line(StoredRecord<?> row) {
        return "%s %s%s".formatted(row.content(), row.isLive() ? "live" : "removed", row.baseline() ? " baseline" : "");
    }

    private static List<LedgerEntry> entries(LocalSuiteStores stores, TenantId tenant) {
        List<LedgerEntry> entries = new ArrayList<>();
        long size = stores.log().head(tenant).size();
        for (long bundle = 0; bundle * BUNDLE < size; bundle++) {
            stores.log()
                    .entries(tenant, bundle)
                    .entries()
                    .forEach(leaf -> entries.add(LedgerEntryJson.read(ImmutableBytes.of(leaf))));
        }
        return entries;
    }

    private static List<String> sorted(Stream<String> lines) {
        return lines.map(line -> INSTANT.matcher(line).replaceAll("…")).sorted().toList();
    }
}
