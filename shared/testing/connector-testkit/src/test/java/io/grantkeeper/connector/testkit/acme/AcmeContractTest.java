package io.grantkeeper.connector.testkit.acme;

class AcmeContractTest extends AcmeContract {
    AcmeContractTest() {
        super(ConnectorFlaw.NONE);
    }
}
