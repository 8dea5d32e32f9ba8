package io.grantkeeper.local.doubles;

import io.grantkeeper.alerts.AlertChannel;
import io.grantkeeper.alerts.AlertMessage;
import io.grantkeeper.alerts.ChannelException;
import io.grantkeeper.alerts.Recipient;
import io.grantkeeper.alerts.mail.Mail;
import io.grantkeeper.alerts.mail.MailChannel;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.store.Send;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where no way to people is configured: alerts become text files, one a send, so that nothing is lost or repeated. */
public final class FolderChannel implements AlertChannel {
    private final Path folder;
    /** Renders; its transport is never used. */
    private final MailChannel mail = new MailChannel((_, messageId, _) -> messageId, "localhost");

    public FolderChannel(Path folder) {
        this.folder = folder;
    }

    @Override
    public String name() {
        return "folder";
    }

    @Override
    public Optional<String> addressOf(Recipient recipient) {
        return mail.addressOf(recipient);
    }

    @Override
    public String render(AlertMessage message) {
        return mail.render(message);
    }

    @Override
    public String deliver(Send send, boolean mayHaveBeenSent) throws ChannelException {
        Mail content = ModelJson.read(send.body(), Mail.class);
        Path file = folder.resolve(send.id() + ".txt");
        try {
            Files.createDirectories(folder);
            Files.writeString(
                    file, "To: %s%nSubject: %s%n%n%s".formatted(send.recipient(), content.subject(), content.text()));
            return file.toString();
        } catch (IOException e) {
            throw ChannelException.unavailable("the alert could not be written to " + folder, Duration.ofSeconds(30));
        }
    }
}
