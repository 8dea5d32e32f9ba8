package io.grantkeeper.local.demo;

import io.grantkeeper.identity.Connection;
import java.net.URI;
import java.util.Map;

/** The simulated company at one provider. A further provider is a class of this kind, and a line in DemoCompany. */
interface DemoTenant {
    /** For people: "GitHub organisation". */
    String title();

    /** Where its simulated API answers. */
    URI address();

    Connection connection();

    /** What the connection's credentials are, by slot: made anew for each run, never written down. */
    Map<String, String> secrets();

    /**
     * Delivers the webhooks that wait, as badly as the vendor may.
     *
     * @param receiver where the suite hears this connection's webhooks
     * @return how many waited
     */
    default int deliverWebhooks(URI receiver) {
        return 0;
    }
}
