package io.grantkeeper.functions.runtime;

import io.grantkeeper.functions.observe.Logs;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.store.IdempotencyStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.springframework.beans.factory.BeanRegistry;

/**
 * What a function does before SnapStart takes its snapshot, so that no restored process has to: it reads the table once,
 * which loads and compiles the way to it, and reads an event. Nothing is written, and nothing of it is needed: what fails is
 * told and done when it is first needed.
 */
final class Priming implements Resource {
    /** Whose rows the function may read: of the table it is let near no others, so no other row can be read to prime. */
    private static final String TENANT = "GRANTKEEPER_TENANT";

    private static final String NOBODY = "priming";

    private final Logger log = Logs.of(Priming.class);
    private final BeanRegistry.SupplierContext ports;
    private final EventFormat<?> input;
    private final String tenant;

    private Priming(BeanRegistry.SupplierContext ports, EventFormat<?> input, String tenant) {
        this.ports = ports;
        this.input = input;
        this.tenant = tenant;
    }

    /** Sets it up where this process is to be snapshotted; the library that is told of snapshots is loaded only there. */
    static Object beforeSnapshot(
            Map<String, String> environment, BeanRegistry.SupplierContext ports, EventFormat<?> input) {
        if (!"snap-start".equals(environment.get("AWS_LAMBDA_INITIALIZATION_TYPE"))) {
            return "no snapshot is taken";
        }
        Priming priming = new Priming(ports, input, environment.getOrDefault(TENANT, NOBODY));
        Core.getGlobalContext().register(priming);
        // The context holds resources weakly: whoever set it up has to keep it.
        return priming;
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        prime("the table", () -> {
            boolean _ = ports.bean(IdempotencyStore.class)
                    .seen(
                            new TenantId(tenant),
                            NOBODY,
                            NOBODY,
                            ports.bean(Clock.class).instant());
        });
        prime("the model's JSON", Priming::readModel);
        prime("an event", this::readEvent);
        log.log(Level.INFO, "primed for a snapshot");
    }

    /** Both ways: some of it is left to data binding. */
    private static void readModel() {
        String row = ModelJson.write(NonHumanIdentity.of(
                new IdentityId(new ConnectionId(NOBODY), IdentityKind.OAUTH_CLIENT, NOBODY),
                new ProviderId(NOBODY),
                NOBODY,
                NOBODY));
        NonHumanIdentity _ = ModelJson.read(row, NonHumanIdentity.class);
        String _ = ModelJson.mapper().writeValueAsString(new TenantId(NOBODY));
    }

    private void readEvent() {
        try {
            Object _ = input.read(new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException _) {
            // An empty object is no event; all that reads events is loaded now.
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("a buffer in memory cannot be read", e);
        }
    }

    private void prime(String what, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            log.log(Level.WARNING, "{0} is not primed: {1}", what, Failures.describe(e));
        }
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        // Connections that a snapshot has cut are opened again by the client's own retries.
    }
}
