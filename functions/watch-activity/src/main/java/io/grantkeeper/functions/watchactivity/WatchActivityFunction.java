package io.grantkeeper.functions.watchactivity;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import io.grantkeeper.aws.dynamodb.StoredRow;
import io.grantkeeper.aws.dynamodb.StreamImages;
import io.grantkeeper.behavior.ActivityBatchAnalyzer.ActivityRecord;
import io.grantkeeper.behavior.store.ActivityJson;
import io.grantkeeper.connector.activity.Activity;
import io.grantkeeper.functions.observability.FunctionLoggers;
import io.grantkeeper.functions.runtime.ExceptionSummary;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingStatus;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.work.ParkingQueue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Handles a batch of records from the DynamoDB stream of Grantkeeper's table: activities, findings that may belong
 * to an incident, and owners' answers. A record that cannot be parsed is moved to the parking queue with its keys and the reason. If handling
 * fails, the stream redelivers from the first failed record; handling a record again has no further effect.
 */
final class WatchActivityFunction implements Function<DynamodbEvent, StreamsEventResponse> {
    private static final String NAME = "watch-activity";

    private final Logger log = FunctionLoggers.of(WatchActivityFunction.class);
    private final WatchActivity watchActivity;
    private final ParkingQueue deadLetters;

    /** The part of a batch that belongs to one tenant. */
    private static final class TenantBatch {
        private final List<ActivityRecord> activities = new ArrayList<>();
        private final Set<String> history = new HashSet<>();
        private final List<Finding> findings = new ArrayList<>();
        private final List<Finding> accepted = new ArrayList<>();
        private final List<Finding> unexpected = new ArrayList<>();
        private final String firstSequenceNumber;

        private TenantBatch(String firstSequenceNumber) {
            this.firstSequenceNumber = firstSequenceNumber;
        }
    }

    WatchActivityFunction(WatchActivity watchActivity, ParkingQueue deadLetters) {
        this.watchActivity = watchActivity;
        this.deadLetters = deadLetters;
    }

    @Override
    public StreamsEventResponse apply(DynamodbEvent event) {
        Map<TenantId, TenantBatch> tenants = new LinkedHashMap<>();
        List<DynamodbStreamRecord> records = event.getRecords() == null ? List.of() : event.getRecords();
        for (DynamodbStreamRecord record : records) {
            try {
                add(record, tenants);
            } catch (RuntimeException e) {
                deadLetters.park(
                        NAME, keys(record), "the record's images cannot be parsed: " + ExceptionSummary.describe(e));
            }
        }
        Optional<String> failedFrom = tenants.entrySet().stream()
                .flatMap(entry -> handle(entry.getKey(), entry.getValue()).stream())
                .min(Comparator.comparing(BigInteger::new));
        return new StreamsEventResponse(
                failedFrom.map(BatchItemFailure::new).stream().toList());
    }

    private Optional<String> handle(TenantId tenant, TenantBatch batch) {
        try {
            if (!batch.activities.isEmpty()) {
                watchActivity.handle(tenant, batch.activities, batch.history);
            }
            batch.findings.forEach(finding -> watchActivity.correlate(tenant, finding));
            batch.accepted.forEach(finding -> watchActivity.learnAnswer(tenant, finding));
            batch.unexpected.forEach(finding -> watchActivity.learnRefusal(tenant, finding));
            return Optional.empty();
        } catch (RuntimeException e) {
            log.log(Level.WARNING, "{0}: requesting redelivery: {1}", NAME, ExceptionSummary.describe(e));
            return Optional.of(batch.firstSequenceNumber);
        }
    }

    private static void add(DynamodbStreamRecord record, Map<TenantId, TenantBatch> tenants) {
        Optional<StoredRow> after = StreamImages.ofLambda(record.getDynamodb().getNewImage());
        if (after.isEmpty()) {
            return; // an expired item was deleted
        }
        String sequence = record.getDynamodb().getSequenceNumber();
        switch (after.get()) {
            case StoredRow.ActivityRow(
                    TenantId tenant,
                    var provider,
                    var connection,
                    Instant readAt,
                    Set<String> stored) -> {
                Set<String> news = new HashSet<>(stored);
                StreamImages.ofLambda(record.getDynamodb().getOldImage()).ifPresent(before -> {
                    if (before instanceof StoredRow.ActivityRow older) {
                        news.removeAll(older.activities());
                    }
                });
                if (!news.isEmpty()) {
                    List<Activity> activities =
                            news.stream().sorted().map(ActivityJson::read).toList();
                    String id = record.getDynamodb().getKeys() + " " + sequence;
                    TenantBatch batch = tenants.computeIfAbsent(tenant, _ -> new TenantBatch(sequence));
                    batch.activities.add(new ActivityRecord(id, provider.value(), connection.value(), activities));
                    Instant earliest = activities.stream()
                            .map(Activity::at)
                            .min(Comparator.naturalOrder())
                            .orElse(readAt);
                    if (Duration.between(earliest, readAt).compareTo(WatchActivity.HISTORY) > 0) {
                        batch.history.add(id);
                    }
                }
            }
            case StoredRow.FindingRow(TenantId tenant, Finding finding) -> {
                Optional<StoredRow> before =
                        StreamImages.ofLambda(record.getDynamodb().getOldImage());
                boolean unusual = finding.type() == FindingType.UNUSUAL_ACTIVITY;
                if (before.isEmpty() && finding.status() == FindingStatus.OPEN && !unusual) {
                    tenants.computeIfAbsent(tenant, _ -> new TenantBatch(sequence))
                            .findings
                            .add(finding);
                }
                if (before.isEmpty() && finding.key().startsWith(Finding.NOT_EXPECTED)) {
                    tenants.computeIfAbsent(tenant, _ -> new TenantBatch(sequence))
                            .unexpected
                            .add(finding);
                }
                if (unusual && finding.status() == FindingStatus.ACCEPTED && wasOpen(before)) {
                    tenants.computeIfAbsent(tenant, _ -> new TenantBatch(sequence))
                            .accepted
                            .add(finding);
                }
            }
            case StoredRow.IdentityRow _,
                    StoredRow.GrantRow _,
                    StoredRow.CredentialRow _,
                    StoredRow.PersonRow _,
                    StoredRow.EventRow _,
                    StoredRow.UsageRow _,
                    StoredRow.SummaryRow _,
                    StoredRow.Other _ -> {}
        }
    }

    private static boolean wasOpen(Optional<StoredRow> before) {
        return before.isPresent()
                && before.get() instanceof StoredRow.FindingRow(TenantId _, Finding finding)
                && finding.status() == FindingStatus.OPEN;
    }

    /** Returns only the record's keys, because its images contain people's names. */
    private static String keys(DynamodbStreamRecord record) {
        return Stream.ofNullable(record.getDynamodb())
                .map(image -> String.valueOf(image.getKeys()))
                .findFirst()
                .orElse("a record without content");
    }
}
