package io.grantkeeper.connector.testkit.acme;

class AcmeContractTest extends AcmeContract {
    AcmeContractTest() {
        super(Flaw.NONE);
    }
}
