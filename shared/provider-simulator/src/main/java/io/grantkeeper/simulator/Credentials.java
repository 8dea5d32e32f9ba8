package io.grantkeeper.simulator;

/**
 * What an administrator of the simulated company would have set up for the inventory. All of it is made when the
 * simulator starts and means nothing elsewhere.
 *
 * @param gitHubAppId the numeric id, as text; the client id works as issuer too
 * @param gitHubInstallationId of the app in the company's organisation
 * @param gitHubPrivateKeyPkcs1Pem as GitHub hands it out: {@code BEGIN RSA PRIVATE KEY}
 * @param gitHubPrivateKeyPkcs8Pem the same key as Java reads it
 * @param gitHubOwnerToken a classic token of an owner, for what an app may not list
 * @param googleKeyFileJson a service account's key file
 * @param googleAdministrator whom the service account acts for
 */
public record Credentials(
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

    /** Names the accounts and shows no secret. */
    @Override
    public String toString() {
        return "Credentials[app " + gitHubAppId + ", " + googleServiceAccountEmail + ']';
    }
}
