package io.grantkeeper.functions.runtime;

import io.grantkeeper.functions.observability.FunctionLoggers;
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
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanRegistry;

/**
 * Warms up a function before SnapStart takes its snapshot, so that restored processes start faster. Reads the table
 * once, which loads and compiles the code for reads. Also parses an event and serializes a response. Writes nothing. No
 * function depends on priming: if a step fails, the failure is logged, and the code is loaded on first use.
 */
final class SnapStartPriming implements Resource {
    /**
     * The environment variable with the tenant whose rows the function may read. IAM denies access to the rows of all
     * other tenants, so priming can read no other row.
     */
    private static final String TENANT = "GRANTKEEPER_TENANT";

    private static final String NOBODY = "priming";

    private final Logger log = FunctionLoggers.of(SnapStartPriming.class);
    private final BeanRegistry.SupplierContext ports;
    private final EventCodec<?> input;
    private final EventCodec<?> output;
    private final String tenant;

    private SnapStartPriming(
            BeanRegistry.SupplierContext ports, EventCodec<?> input, EventCodec<?> output, String tenant) {
        this.ports = ports;
        this.input = input;
        this.output = output;
        this.tenant = tenant;
    }

    /**
     * Registers priming if SnapStart will take a snapshot of this process. The CRaC library is loaded only in that
     * case.
     *
     * @return an object that the caller must keep a reference to; otherwise, priming may be garbage-collected before
     *     the snapshot
     */
    static Object beforeSnapshot(
            Map<String, String> environment,
            BeanRegistry.SupplierContext ports,
            EventCodec<?> input,
            EventCodec<?> output) {
        if (!"snap-start".equals(environment.get("AWS_LAMBDA_INITIALIZATION_TYPE"))) {
            return "no snapshot is taken";
        }
        SnapStartPriming priming = new SnapStartPriming(ports, input, output, environment.getOrDefault(TENANT, NOBODY));
        Core.getGlobalContext().register(priming);
        // The context has only weak references to resources, so the caller must keep a reference.
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
        prime("the model's JSON", SnapStartPriming::readModel);
        prime("an event", () -> read(input));
        prime("a response", () -> write(output));
        log.log(Level.INFO, "primed for the snapshot");
    }

    /** Primes JSON data binding. Both writes and reads a value, because each direction uses its own code. */
    private static void readModel() {
        String row = ModelJson.write(NonHumanIdentity.of(
                new IdentityId(new ConnectionId(NOBODY), IdentityKind.OAUTH_CLIENT, NOBODY),
                new ProviderId(NOBODY),
                NOBODY,
                NOBODY));
        NonHumanIdentity _ = ModelJson.read(row, NonHumanIdentity.class);
        String _ = ModelJson.mapper().writeValueAsString(new TenantId(NOBODY));
    }

    private static <T> void write(EventCodec<T> codec) {
        T response = read(codec);
        if (response != null) {
            try {
                codec.write(response, OutputStream.nullOutputStream());
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write to a null output stream", e);
            }
        }
    }

    /**
     * Reads an empty JSON object, which loads all the code that parses the type. Returns null if an empty object is not
     * valid for the type.
     */
    private static <T> @Nullable T read(EventCodec<T> codec) {
        try {
            return codec.read(new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException _) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read from a memory buffer", e);
        }
    }

    private void prime(String what, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            log.log(Level.WARNING, "could not prime {0}: {1}", what, ExceptionSummary.describe(e));
        }
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        // The clients' own retries reopen the connections that were lost in the snapshot.
    }
}
