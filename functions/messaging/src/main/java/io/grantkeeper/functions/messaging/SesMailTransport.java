package io.grantkeeper.functions.messaging;

import io.grantkeeper.owners.alerts.ChannelException;
import io.grantkeeper.owners.alerts.mail.MailMessage;
import io.grantkeeper.owners.alerts.mail.MailTransport;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.AccountSuspendedException;
import software.amazon.awssdk.services.sesv2.model.BadRequestException;
import software.amazon.awssdk.services.sesv2.model.Body;
import software.amazon.awssdk.services.sesv2.model.Content;
import software.amazon.awssdk.services.sesv2.model.MailFromDomainNotVerifiedException;
import software.amazon.awssdk.services.sesv2.model.Message;
import software.amazon.awssdk.services.sesv2.model.MessageHeader;
import software.amazon.awssdk.services.sesv2.model.MessageRejectedException;
import software.amazon.awssdk.services.sesv2.model.SesV2Exception;

/**
 * Sends mail through Amazon SES. SES sets its own {@code Message-ID}, so Grantkeeper's ID is sent in {@code
 * References}, which mail clients use to group a duplicate with the original.
 */
final class SesMailTransport implements MailTransport {
    private static final String UTF_8 = "UTF-8";
    private static final int DENIED = 403;
    private static final Duration RETRY = Duration.ofMinutes(1);
    private final Supplier<SesV2Client> clients;
    private final String from;
    private @Nullable SesV2Client client;

    /**
     * Creates the transport.
     *
     * @param clients creates the client; called once, when the first email is sent
     */
    SesMailTransport(Supplier<SesV2Client> clients, String from) {
        this.clients = clients;
        this.from = from;
    }

    @Override
    public String send(String to, String messageId, MailMessage mail) throws ChannelException {
        try {
            return client().sendEmail(request -> request.fromEmailAddress(from)
                            .destination(destination -> destination.toAddresses(to))
                            .content(content -> content.simple(message(messageId, mail))))
                    .messageId();
        } catch (MessageRejectedException
                | MailFromDomainNotVerifiedException
                | AccountSuspendedException
                | BadRequestException e) {
            throw ChannelException.rejected(
                    "Amazon SES rejected the message with %s; check that the sender %s is verified and that the account is out of the SES sandbox"
                            .formatted(e.awsErrorDetails().errorCode(), from));
        } catch (SesV2Exception e) {
            if (e.statusCode() == DENIED) {
                throw ChannelException.unavailable(
                        "Amazon SES denies sending as %s: grant ses:SendEmail for that identity to the function's role, and in the SES sandbox also for the recipient's identity"
                                .formatted(from),
                        RETRY);
            }
            throw ChannelException.unavailable("Amazon SES responded with HTTP " + e.statusCode(), RETRY);
        } catch (SdkClientException _) {
            throw ChannelException.unavailable("Amazon SES is unreachable", RETRY);
        }
    }

    private static Message message(String messageId, MailMessage mail) {
        return Message.builder()
                .subject(content(mail.subject()))
                .body(Body.builder()
                        .text(content(mail.text()))
                        .html(content(mail.html()))
                        .build())
                .headers(
                        MessageHeader.builder()
                                .name("References")
                                .value("<" + messageId + ">")
                                .build(),
                        MessageHeader.builder()
                                .name("Auto-Submitted")
                                .value("auto-generated")
                                .build())
                .build();
    }

    private static Content content(String text) {
        return Content.builder().data(text).charset(UTF_8).build();
    }

    /**
     * Returns the Amazon SES client.
     *
     * @throws ChannelException if Amazon SES cannot be used because the AWS region or credentials are missing. Without
     * this check, every alert would fail as if SES were unreachable
     */
    private synchronized SesV2Client client() throws ChannelException {
        SesV2Client known = client;
        if (known == null) {
            try {
                known = clients.get();
                var _ = known.serviceClientConfiguration()
                        .credentialsProvider()
                        .resolveIdentity()
                        .join();
            } catch (SdkClientException | CompletionException _) {
                throw ChannelException.rejected(
                        "email cannot be sent: 'alerts.smtp' is not configured, and Amazon SES needs an AWS region and credentials, which are missing; set 'alerts.smtp.host', or set AWS_REGION and sign in to AWS");
            }
            client = known;
        }
        return known;
    }
}
