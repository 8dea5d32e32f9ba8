package io.grantkeeper.functions.detectchanges;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import io.grantkeeper.functions.observability.CorrelationId;
import io.grantkeeper.functions.observability.FunctionLoggers;
import io.grantkeeper.functions.runtime.ExceptionSummary;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.work.ParkingQueue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Handles a batch of records from the DynamoDB stream of Grantkeeper's table. A record that cannot be parsed is moved
 * to the parking queue with its keys and the reason. If handling fails, the stream redelivers from the first failed
 * record; handling a record again has no further effect.
 */
final class DetectChangesFunction implements Function<DynamodbEvent, StreamsEventResponse> {
    private static final String NAME = "detect-changes";
    private final Logger log = FunctionLoggers.of(DetectChangesFunction.class);
    private final DetectChanges detectChanges;
    private final ParkingQueue deadLetters;

    DetectChangesFunction(DetectChanges detectChanges, ParkingQueue deadLetters) {
        this.detectChanges = detectChanges;
        this.deadLetters = deadLetters;
    }

    @Override
    public StreamsEventResponse apply(DynamodbEvent event) {
        StreamRecordBatch batch = new StreamRecordBatch();
        List<DynamodbStreamRecord> records = event.getRecords() == null ? List.of() : event.getRecords();
        for (DynamodbStreamRecord record : records) {
            try {
                batch.add(record);
            } catch (RuntimeException e) {
                deadLetters.park(
                        NAME, keys(record), "the record's images cannot be parsed: " + ExceptionSummary.describe(e));
            }
        }
        Map<TenantId, SortedMap<String, String>> pathFacts = new HashMap<>();
        List<String> failures = new ArrayList<>();
        batch.bySubject().entrySet().forEach(entry -> handle(entry, pathFacts).ifPresent(failures::add));
        pathFacts.forEach((tenant, keys) -> examinePaths(tenant, keys).ifPresent(failures::add));
        return new StreamsEventResponse(
                failures.stream().min(Comparator.comparing(BigInteger::new)).map(BatchItemFailure::new).stream()
                        .toList());
    }

    /**
     * Examines the paths that all changes of the batch opened and closed. The path facts of a tenant are read once for
     * the
     * batch.
     *
     * @param keys the keys of the recorded path facts, each with the sequence number to redeliver from if the
     * examination fails
     * @return the sequence number to redeliver from; empty if handling succeeded
     */
    private Optional<String> examinePaths(TenantId tenant, SortedMap<String, String> keys) {
        try {
            detectChanges.examinePaths(tenant, keys.keySet());
            return Optional.empty();
        } catch (RuntimeException e) {
            log.log(Level.WARNING, "{0}: requesting redelivery: {1}", NAME, ExceptionSummary.describe(e));
            return keys.values().stream().min(Comparator.comparing(BigInteger::new));
        }
    }

    /**
     * Handles all changes to one subject.
     *
     * @param pathFacts receives the keys of the recorded path facts for each tenant, with the sequence numbers to
     *     redeliver from
     * @return the sequence number to redeliver from; empty if handling succeeded
     */
    private Optional<String> handle(
            Map.Entry<StreamRecordBatch.Subject, StreamRecordBatch.Collected> entry,
            Map<TenantId, SortedMap<String, String>> pathFacts) {
        try {
            CorrelationId.current()
                    .of(entry.getValue().cause())
                    .run(() -> detect(entry.getKey(), entry.getValue(), pathFacts));
            return Optional.empty();
        } catch (RuntimeException e) {
            log.log(Level.WARNING, "{0}: requesting redelivery: {1}", NAME, ExceptionSummary.describe(e));
            return Optional.of(entry.getValue().firstSequenceNumber());
        }
    }

    private void detect(
            StreamRecordBatch.Subject subject,
            StreamRecordBatch.Collected collected,
            Map<TenantId, SortedMap<String, String>> pathFacts) {
        TenantId tenant = subject.tenant();
        Optional<String> recorded =
                switch (subject) {
                    case StreamRecordBatch.Subject.OneIdentity identity ->
                        detectChanges.handleIdentity(collected.toIdentityChanges(identity));
                    case StreamRecordBatch.Subject.OnePerson(var _, var before, var after) ->
                        detectChanges.handlePerson(tenant, before, after);
                };
        recorded.ifPresent(key -> pathFacts
                .computeIfAbsent(tenant, _ -> new TreeMap<>())
                .putIfAbsent(key, collected.firstSequenceNumber()));
    }

    /** Returns only the record's keys, because its images contain people's names. */
    private static String keys(DynamodbStreamRecord record) {
        return Stream.ofNullable(record.getDynamodb())
                .map(image -> String.valueOf(image.getKeys()))
                .findFirst()
                .orElse("a record without content");
    }
}
