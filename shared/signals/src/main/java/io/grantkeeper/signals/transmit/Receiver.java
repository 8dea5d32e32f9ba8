package io.grantkeeper.signals.transmit;

import io.grantkeeper.identity.Secret;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Who may set up streams.
 *
 * @param token what it shows to call us
 * @param audience {@code aud} of its tokens
 * @param hosts where tokens may be pushed to for it: nothing else is ever called
 */
public record Receiver(String name, Supplier<Secret> token, List<String> audience, Set<String> hosts) {
    public Receiver {
        audience = List.copyOf(audience);
        TreeSet<String> lower = new TreeSet<>();
        hosts.forEach(host -> lower.add(host.toLowerCase(Locale.ROOT)));
        hosts = Set.copyOf(lower);
    }
}
