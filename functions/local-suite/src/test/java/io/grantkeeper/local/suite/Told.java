package io.grantkeeper.local.suite;

import io.grantkeeper.alerts.AlertChannel;
import io.grantkeeper.alerts.AlertMessage;
import io.grantkeeper.alerts.Recipient;
import io.grantkeeper.alerts.mail.Mail;
import io.grantkeeper.alerts.mail.MailChannel;
import io.grantkeeper.alerts.mail.MailTransport;
import io.grantkeeper.identity.store.Send;
import io.grantkeeper.store.testkit.kill.KillSwitch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What people were told through a chat that can be asked for its messages, and through mail, which cannot. */
final class Told {
    /** The one who is in the chat. */
    static final String CHATTING = "dana@acme.example";

    private final List<String> posts = new ArrayList<>();
    private final List<String> mails = new ArrayList<>();

    /** The ids of all posts, in the order they were made; an id that is here twice was told twice. */
    List<String> posts() {
        return List.copyOf(posts);
    }

    /** The message ids of all mails; mail systems show those with the same id once. */
    Set<String> mails() {
        return new HashSet<>(mails);
    }

    /** How many mails went out again because it was not known whether they had. */
    int repeatedMails() {
        return mails.size() - mails().size();
    }

    List<AlertChannel> channels(KillSwitch kill) {
        Chat chat = kill.guard(Chat.class, new RecordingChat());
        MailTransport transport = kill.guard(MailTransport.class, this::mail);
        return List.of(new ChatChannel(chat), new MailChannel(transport, "acme.example"));
    }

    private String mail(String to, String messageId, Mail mail) {
        mails.add(messageId);
        return messageId;
    }

    interface Chat {
        boolean has(String id);

        void post(String id);
    }

    private final class RecordingChat implements Chat {
        @Override
        public boolean has(String id) {
            return posts.contains(id);
        }

        @Override
        public void post(String id) {
            posts.add(id);
        }
    }

    private record ChatChannel(Chat chat) implements AlertChannel {
        @Override
        public String name() {
            return "chat";
        }

        @Override
        public Optional<String> addressOf(Recipient recipient) {
            return Optional.of(recipient.email()).filter(CHATTING::equals);
        }

        @Override
        public String render(AlertMessage message) {
            return message.title();
        }

        @Override
        public String deliver(Send send, boolean mayHaveBeenSent) {
            if (!mayHaveBeenSent || !chat.has(send.id())) {
                chat.post(send.id());
            }
            return send.id();
        }
    }
}
