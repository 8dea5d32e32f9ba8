package io.grantkeeper.local.doubles;

import io.grantkeeper.aws.local.OwnerOnlyFiles;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.store.AlertDelivery;
import io.grantkeeper.owners.alerts.AlertChannel;
import io.grantkeeper.owners.alerts.AlertMessage;
import io.grantkeeper.owners.alerts.AlertRecipient;
import io.grantkeeper.owners.alerts.ChannelException;
import io.grantkeeper.owners.alerts.mail.MailChannel;
import io.grantkeeper.owners.alerts.mail.MailMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The alert channel that is used if no other is configured. Writes each message to a text file that is named after the
 * message's ID, so that a repeated delivery replaces the file instead of adding another one.
 */
public final class FolderAlertChannel implements AlertChannel {
    private final Path folder;
    /** The channel that renders the messages; its transport is never called. */
    private final MailChannel mail = new MailChannel((_, messageId, _) -> messageId, "localhost");

    public FolderAlertChannel(Path folder) {
        this.folder = folder;
    }

    @Override
    public String name() {
        return "folder";
    }

    @Override
    public Optional<String> addressOf(AlertRecipient recipient) {
        return mail.addressOf(recipient);
    }

    @Override
    public String render(AlertMessage message) {
        return mail.render(message);
    }

    @Override
    public String deliver(AlertDelivery send, boolean mayHaveBeenSent) throws ChannelException {
        MailMessage content = ModelJson.read(send.body(), MailMessage.class);
        Path file = folder.resolve(send.id() + ".txt");
        try {
            OwnerOnlyFiles.folder(folder);
            OwnerOnlyFiles.write(
                    file, "To: %s%nSubject: %s%n%n%s".formatted(send.recipient(), content.subject(), content.text()));
            return file.toString();
        } catch (IOException | UncheckedIOException e) {
            throw ChannelException.unavailable("cannot write the alert to " + folder, Duration.ofSeconds(30));
        }
    }
}
