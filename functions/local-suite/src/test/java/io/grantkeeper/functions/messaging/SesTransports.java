package io.grantkeeper.functions.messaging;

import io.grantkeeper.alerts.mail.MailTransport;
import software.amazon.awssdk.services.sesv2.SesV2Client;

/** Hands out the transport that functions send mail with where no server of one's own is configured. */
public final class SesTransports {
    private SesTransports() {}

    public static MailTransport over(SesV2Client client, String from) {
        return new SesTransport(() -> client, from);
    }
}
