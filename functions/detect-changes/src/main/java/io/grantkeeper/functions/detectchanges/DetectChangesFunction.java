package io.grantkeeper.functions.detectchanges;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import io.grantkeeper.functions.observe.Correlation;
import io.grantkeeper.functions.observe.Logs;
import io.grantkeeper.functions.runtime.Failures;
import io.grantkeeper.identity.work.DeadLetters;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Handles a batch of the table's stream. A record that cannot be read is parked with its keys and the reason; where
 * handling fails, the stream is delivered again from the first record of what failed, and what was done is done again
 * without effect.
 */
final class DetectChangesFunction implements Function<DynamodbEvent, StreamsEventResponse> {
    private static final String NAME = "detect-changes";
    private final Logger log = Logs.of(DetectChangesFunction.class);
    private final DetectChanges detectChanges;
    private final DeadLetters deadLetters;

    DetectChangesFunction(DetectChanges detectChanges, DeadLetters deadLetters) {
        this.detectChanges = detectChanges;
        this.deadLetters = deadLetters;
    }

    @Override
    public StreamsEventResponse apply(DynamodbEvent event) {
        StreamBatch batch = new StreamBatch();
        List<DynamodbStreamRecord> records = event.getRecords() == null ? List.of() : event.getRecords();
        for (DynamodbStreamRecord record : records) {
            try {
                batch.add(record);
            } catch (RuntimeException e) {
                deadLetters.park(NAME, keys(record), "the record's images cannot be read: " + Failures.describe(e));
            }
        }
        Optional<String> failedFrom = batch.bySubject().entrySet().stream()
                .flatMap(entry -> handle(entry).stream())
                .min(Comparator.comparing(BigInteger::new));
        return new StreamsEventResponse(
                failedFrom.map(BatchItemFailure::new).stream().toList());
    }

    /** The sequence number to deliver again from, where it failed. */
    private Optional<String> handle(Map.Entry<StreamBatch.Subject, StreamBatch.Collected> entry) {
        try {
            Correlation.current().of(entry.getValue().cause()).run(() -> detect(entry.getKey(), entry.getValue()));
            return Optional.empty();
        } catch (RuntimeException e) {
            log.log(Level.WARNING, "{0}: delivered again: {1}", NAME, Failures.describe(e));
            return Optional.of(entry.getValue().firstSequenceNumber());
        }
    }

    private void detect(StreamBatch.Subject subject, StreamBatch.Collected collected) {
        switch (subject) {
            case StreamBatch.Subject.OneIdentity identity -> detectChanges.identity(collected.of(identity));
            case StreamBatch.Subject.OnePerson(var tenant, var before, var after) ->
                detectChanges.person(tenant, before, after);
        }
    }

    /** The keys alone: images hold names of people. */
    private static String keys(DynamodbStreamRecord record) {
        return Stream.ofNullable(record.getDynamodb())
                .map(image -> String.valueOf(image.getKeys()))
                .findFirst()
                .orElse("a record without content");
    }
}
