package io.grantkeeper.functions.sealledger;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.grantkeeper.aws.dynamodb.StoredRow;
import io.grantkeeper.aws.dynamodb.StreamImages;
import io.grantkeeper.functions.observe.Logs;
import io.grantkeeper.functions.runtime.Failures;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.log.SealLedger;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Seals the ledgers that a batch of the stream tells new entries of. Nothing is reported as failed: the entries are kept,
 * and the schedule seals them within the minute.
 */
final class SealOnWriteFunction implements Function<DynamodbEvent, StreamsEventResponse> {
    private final Logger log = Logs.of(SealOnWriteFunction.class);
    private final Function<TenantId, SealLedger.Sealed> seal;

    SealOnWriteFunction(Function<TenantId, SealLedger.Sealed> seal) {
        this.seal = seal;
    }

    @Override
    public StreamsEventResponse apply(DynamodbEvent event) {
        Set<TenantId> tenants = new LinkedHashSet<>();
        List<DynamodbStreamRecord> records = event.getRecords() == null ? List.of() : event.getRecords();
        for (DynamodbStreamRecord entry : records) {
            tenantOf(entry).ifPresent(tenants::add);
        }
        for (TenantId tenant : tenants) {
            try {
                var _ = seal.apply(tenant);
            } catch (RuntimeException e) {
                log.log(
                        Level.WARNING,
                        "the ledger of {0} is sealed by the schedule: {1}",
                        tenant,
                        Failures.describe(e));
            }
        }
        return new StreamsEventResponse(List.of());
    }

    private Optional<TenantId> tenantOf(DynamodbStreamRecord change) {
        try {
            return StreamImages.ofLambda(change.getDynamodb().getNewImage())
                    .filter(row -> row instanceof StoredRow.Other(var _, var type) && type.equals("TOLD"))
                    .map(StoredRow::tenant);
        } catch (RuntimeException e) {
            log.log(Level.WARNING, "a record of the stream is passed over: {0}", Failures.describe(e));
            return Optional.empty();
        }
    }
}
