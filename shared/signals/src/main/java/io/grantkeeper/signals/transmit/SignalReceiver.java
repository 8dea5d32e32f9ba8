package io.grantkeeper.signals.transmit;

import io.grantkeeper.identity.Secret;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * A receiver that is allowed to create streams.
 *
 * @param token supplies the bearer token with which the receiver authenticates
 * @param audience the value of {@code aud} in tokens for the receiver
 * @param hosts the only hosts to which tokens for the receiver may be pushed
 */
public record SignalReceiver(String name, Supplier<Secret> token, List<String> audience, Set<String> hosts) {
    public SignalReceiver {
        audience = List.copyOf(audience);
        TreeSet<String> lower = new TreeSet<>();
        hosts.forEach(host -> lower.add(host.toLowerCase(Locale.ROOT)));
        hosts = Set.copyOf(lower);
    }
}
