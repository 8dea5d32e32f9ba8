package io.grantkeeper.functions.publishsignals;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import io.grantkeeper.aws.dynamodb.StreamImages;
import io.grantkeeper.aws.dynamodb.ToldEntries;
import io.grantkeeper.functions.observe.Correlation;
import io.grantkeeper.functions.observe.Logs;
import io.grantkeeper.functions.runtime.Failures;
import io.grantkeeper.ledger.Bytes;
import io.grantkeeper.ledger.entry.Entry;
import io.grantkeeper.ledger.entry.EntryJson;
import io.grantkeeper.signals.transmit.Publisher;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Keeps the signals of entries as the stream tells of them. Where keeping fails, the stream is delivered again from that
 * record on; an entry that this version cannot read says nothing to anybody.
 */
final class PublishSignalsFunction implements Function<DynamodbEvent, StreamsEventResponse> {
    private final Logger log = Logs.of(PublishSignalsFunction.class);
    private final Publisher publisher;

    PublishSignalsFunction(Publisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public StreamsEventResponse apply(DynamodbEvent event) {
        List<DynamodbStreamRecord> records = event.getRecords() == null ? List.of() : event.getRecords();
        for (DynamodbStreamRecord told : records) {
            Optional<Entry> entry = entry(told);
            try {
                entry.ifPresent(found -> correlation(told).run(() -> publish(found)));
            } catch (RuntimeException e) {
                log.log(Level.WARNING, "publish-signals: delivered again: {0}", Failures.describe(e));
                return new StreamsEventResponse(
                        List.of(new BatchItemFailure(told.getDynamodb().getSequenceNumber())));
            }
        }
        return new StreamsEventResponse(List.of());
    }

    private void publish(Entry entry) {
        int _ = publisher.publish(entry);
    }

    private static Correlation correlation(DynamodbStreamRecord told) {
        String cause = StreamImages.cause(told.getDynamodb().getNewImage()).orElse("");
        return Correlation.current().of(cause);
    }

    private Optional<Entry> entry(DynamodbStreamRecord told) {
        try {
            Optional<Bytes> leaf = ToldEntries.ofLambda(told);
            return leaf.map(EntryJson::read);
        } catch (RuntimeException e) {
            log.log(Level.WARNING, "a record of the stream is passed over: {0}", Failures.describe(e));
            return Optional.empty();
        }
    }
}
