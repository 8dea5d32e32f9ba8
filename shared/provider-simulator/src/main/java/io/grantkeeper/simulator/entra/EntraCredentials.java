package io.grantkeeper.simulator.entra;

/**
 * What an administrator of the tenant would have set up for the inventory. All of it is made when the double starts and
 * means nothing elsewhere.
 *
 * @param certificatePem certificate and private key in one file
 * @param federatedToken a token of another issuer that the app trusts
 */
public record EntraCredentials(
        String tenantId, String clientId, String clientSecret, String certificatePem, String federatedToken) {
    /** Without the secrets. */
    @Override
    public String toString() {
        return "app %s of tenant %s".formatted(clientId, tenantId);
    }
}
