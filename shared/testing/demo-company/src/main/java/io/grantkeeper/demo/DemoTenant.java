package io.grantkeeper.demo;

import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.ProviderId;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * The simulated company's tenant at one provider.
 *
 * @param title a title for display, such as "GitHub organization"
 * @param address the address of the tenant's simulated API
 * @param secrets the connection's credentials by slot, which are generated for each run and never stored
 * @param webhooks delivers pending webhooks to the suite's address for this connection, and returns how many were
 *     pending
 */
record DemoTenant(
        String title, URI address, Connection connection, Map<String, String> secrets, ToIntFunction<URI> webhooks) {
    /**
     * Returns a tenant without webhooks. Its connection has a credential for each secret.
     *
     * @param name the first part of the connection's id
     * @param settings the connection's settings, apart from {@code base-url}
     */
    static DemoTenant of(
            String title,
            String name,
            String provider,
            URI address,
            Map<String, String> settings,
            Map<String, String> secrets) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put("base-url", address.toString());
        Map<String, String> credentials = new LinkedHashMap<>();
        secrets.keySet().forEach(slot -> credentials.put(slot, "demo:" + slot));
        return new DemoTenant(
                title,
                address,
                Connection.of(
                        DemoCompany.TENANT,
                        new ConnectionId(name + "-larkfield"),
                        new ProviderId(provider),
                        all,
                        credentials),
                secrets,
                _ -> 0);
    }

    DemoTenant withWebhooks(ToIntFunction<URI> deliver) {
        return new DemoTenant(title, address, connection, secrets, deliver);
    }

    /**
     * Delivers pending webhooks as unreliably as the vendor's guarantees allow, for example twice and out of order.
     *
     * @param receiver the suite's address for this connection's webhooks
     * @return the number of webhooks that were pending
     */
    int deliverWebhooks(URI receiver) {
        return webhooks.applyAsInt(receiver);
    }
}
