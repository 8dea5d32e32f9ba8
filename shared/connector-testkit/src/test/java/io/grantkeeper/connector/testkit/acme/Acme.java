package io.grantkeeper.connector.testkit.acme;

import io.grantkeeper.connector.Connector;

/** The example, for the kit's own tests. */
public final class Acme {
    private Acme() {}

    public static Connector connector() {
        return new AcmeConnector(Flaw.NONE);
    }
}
