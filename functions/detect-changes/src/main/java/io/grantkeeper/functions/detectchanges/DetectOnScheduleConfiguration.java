package io.grantkeeper.functions.detectchanges;

import io.grantkeeper.functions.runtime.FunctionModule;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.IdentityQuery;
import io.grantkeeper.identity.store.StorePage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistry;

/**
 * The configuration of {@code detect-on-schedule}, which checks every active identity for access that is about to expire
 * or is no longer used.
 */
public final class DetectOnScheduleConfiguration
        extends FunctionModule<DetectOnScheduleRequest, DetectOnScheduleResult> {
    private static final int PAGE = 200;

    public DetectOnScheduleConfiguration() {
        super("detect-on-schedule", DetectOnScheduleRequest.class, DetectOnScheduleResult.class);
    }

    @Override
    public Function<DetectOnScheduleRequest, DetectOnScheduleResult> function(BeanRegistry.SupplierContext ports) {
        DetectChanges detectChanges = DetectionFactory.detectChanges(ports);
        AccessStore access = ports.bean(AccessStore.class);
        return request -> checkAll(request.checked(), access, detectChanges);
    }

    private static DetectOnScheduleResult checkAll(
            DetectOnScheduleRequest request, AccessStore access, DetectChanges detectChanges) {
        int identities = 0;
        Map<String, String> facts = new HashMap<>();
        Set<ConnectionId> connections = new HashSet<>();
        Map<String, SortedSet<String>> zones = new HashMap<>();
        Optional<String> next = Optional.empty();
        do {
            StorePage<IdentitySummary> slice =
                    access.identities(request.tenant(), new IdentityQuery.OfStatus(IdentityStatus.ACTIVE), PAGE, next);
            slice.items().forEach(summary -> {
                detectChanges
                        .handleElapsedTime(request.tenant(), summary)
                        .ifPresent(pathFacts -> facts.put(summary.id().toString(), pathFacts));
                connections.add(summary.id().connection());
                summary.zones().ifPresent(reached -> zones.put(summary.id().toString(), reached));
            });
            identities += slice.items().size();
            next = slice.next();
        } while (next.isPresent());
        if (identities > 0) {
            detectChanges.reconcile(request.tenant(), facts, connections, zones);
        }
        return new DetectOnScheduleResult(identities);
    }
}
