package io.grantkeeper.demo;

import io.grantkeeper.identity.Connection;
import java.net.URI;
import java.util.Map;

/**
 * The simulated company's tenant at one provider. To add a provider, implement this interface and add the tenant in
 * {@code DemoCompany}.
 */
interface DemoTenant {
    /** Returns a title for people, such as "GitHub organization". */
    String title();

    /** Returns the address of the tenant's simulated API. */
    URI address();

    Connection connection();

    /** Returns the connection's credentials by slot. They are generated for each run and never stored. */
    Map<String, String> secrets();

    /**
     * Delivers pending webhooks as unreliably as the vendor's guarantees allow, for example twice and out of order.
     *
     * @param receiver the suite's address for this connection's webhooks
     * @return the number of webhooks that were pending
     */
    default int deliverWebhooks(URI receiver) {
        return 0;
    }
}
