package io.grantkeeper.functions.messaging;

import io.grantkeeper.owners.alerts.mail.MailTransport;
import software.amazon.awssdk.services.sesv2.SesV2Client;

/**
 * Makes the package-private Amazon SES transport available to tests in other packages. Functions use this transport if
 * no mail server is configured.
 */
public final class SesMailTransports {
    private SesMailTransports() {}

    public static MailTransport over(SesV2Client client, String from) {
        return new SesMailTransport(() -> client, from);
    }
}
