package io.grantkeeper.functions.sealledger;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.grantkeeper.aws.dynamodb.StoredRow;
import io.grantkeeper.aws.dynamodb.StreamImages;
import io.grantkeeper.functions.observability.FunctionLoggers;
import io.grantkeeper.functions.runtime.ExceptionSummary;
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
 * Seals the ledgers of all tenants that have new entries in a batch of DynamoDB stream records. Reports no failures to
 * the stream: the entries are stored, and the scheduled run of {@code seal-ledger} seals them within a minute.
 */
final class SealOnWriteFunction implements Function<DynamodbEvent, StreamsEventResponse> {
    private final Logger log = FunctionLoggers.of(SealOnWriteFunction.class);
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
                        "sealing the ledger of {0} failed; the scheduled run seals it within a minute: {1}",
                        tenant,
                        ExceptionSummary.describe(e));
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
            log.log(Level.WARNING, "skipped a record of the stream: {0}", ExceptionSummary.describe(e));
            return Optional.empty();
        }
    }
}
