package io.grantkeeper.functions.sealledger;

import io.grantkeeper.functions.runtime.FunctionModule;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.log.SealLedger;
import io.grantkeeper.ledger.note.Checkpoint;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistry;

/** The configuration of {@code seal-ledger}, which the schedule invokes every minute to seal a tenant's ledger. */
public final class SealLedgerConfiguration extends FunctionModule<SealLedgerRequest, SealLedgerResult> {
    public SealLedgerConfiguration() {
        super("seal-ledger", SealLedgerRequest.class, SealLedgerResult.class);
    }

    @Override
    public Function<SealLedgerRequest, SealLedgerResult> function(BeanRegistry.SupplierContext ports) {
        Function<TenantId, SealLedger.Sealed> seal = SealLedgerFactory.seal(ports);
        Consumer<TenantId> sealDecisions = SealLedgerFactory.sealDecisions(ports);
        return request -> {
            TenantId tenant = request.checked().tenant();
            sealDecisions.accept(tenant);
            return result(seal.apply(tenant));
        };
    }

    private static SealLedgerResult result(SealLedger.Sealed sealed) {
        return new SealLedgerResult(
                sealed.integrated(),
                sealed.checkpoint().map(Checkpoint::size).orElse(0L),
                sealed.checkpoint().map(checkpoint -> checkpoint.root().toString()));
    }
}
