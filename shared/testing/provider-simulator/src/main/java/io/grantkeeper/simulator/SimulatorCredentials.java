package io.grantkeeper.simulator;

/**
 * The credentials that an administrator of the simulated company would have set up for the inventory. They are
 * generated when the simulator starts and are valid nowhere else.
 *
 * @param gitHubAppId the numeric id of Grantkeeper's GitHub App, as text; GitHub also accepts the client id as the
 *     issuer of assertions
 * @param gitHubInstallationId the id of the app's installation in the company's organization
 * @param gitHubPrivateKeyPkcs1Pem the app's private key in the format that GitHub issues, which begins with
 *     {@code BEGIN RSA PRIVATE KEY}
 * @param gitHubPrivateKeyPkcs8Pem the same key in a format that Java reads
 * @param gitHubOwnerToken a classic token of an owner, for listings that an app may not read
 * @param googleKeyFileJson the content of a service account's key file
 * @param googleAdministrator the user that the service account impersonates
 */
public record SimulatorCredentials(
        String gitHubAppId,
        String gitHubClientId,
        long gitHubInstallationId,
        String gitHubPrivateKeyPkcs1Pem,
        String gitHubPrivateKeyPkcs8Pem,
        String gitHubOwnerToken,
        String googleKeyFileJson,
        String googleServiceAccountEmail,
        String googlePrivateKeyPkcs8Pem,
        String googleAdministrator) {

    /** Returns the account names without the secrets. */
    @Override
    public String toString() {
        return "Credentials[app " + gitHubAppId + ", " + googleServiceAccountEmail + ']';
    }
}
