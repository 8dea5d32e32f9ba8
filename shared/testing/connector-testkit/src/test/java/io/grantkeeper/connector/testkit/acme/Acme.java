package io.grantkeeper.connector.testkit.acme;

import io.grantkeeper.connector.Connector;

/** Gives the test kit's own tests access to the example connector. */
public final class Acme {
    private Acme() {}

    public static Connector connector() {
        return new AcmeConnector(ConnectorFlaw.NONE);
    }
}
