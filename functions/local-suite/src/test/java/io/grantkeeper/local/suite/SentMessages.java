package io.grantkeeper.local.suite;

import io.grantkeeper.identity.store.AlertDelivery;
import io.grantkeeper.owners.alerts.AlertChannel;
import io.grantkeeper.owners.alerts.AlertMessage;
import io.grantkeeper.owners.alerts.AlertRecipient;
import io.grantkeeper.owners.alerts.mail.MailChannel;
import io.grantkeeper.owners.alerts.mail.MailMessage;
import io.grantkeeper.owners.alerts.mail.MailTransport;
import io.grantkeeper.store.testkit.kill.CrashSimulator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Records messages to people. Messages are sent through a chat, which can be queried for its messages, or by email,
 * which cannot be queried.
 */
final class SentMessages {
    /** The only person who can be reached in the chat. */
    static final String CHATTING = "dana@acme.example";

    private final List<String> posts = new ArrayList<>();
    private final List<String> mails = new ArrayList<>();

    /** Returns the IDs of all posts in order. A duplicate ID means that a message was sent twice. */
    List<String> posts() {
        return List.copyOf(posts);
    }

    /** Returns the message IDs of all emails. Mail systems show emails with the same ID only once. */
    Set<String> mails() {
        return new HashSet<>(mails);
    }

    /** Returns the number of emails that were sent again because it was unknown whether they had been sent. */
    int repeatedMails() {
        return mails.size() - mails().size();
    }

    List<AlertChannel> channels(CrashSimulator kill) {
        Chat chat = kill.guard(Chat.class, new RecordingChat());
        MailTransport transport = kill.guard(MailTransport.class, this::mail);
        return List.of(new ChatChannel(chat), new MailChannel(transport, "acme.example"));
    }

    private String mail(String to, String messageId, MailMessage mail) {
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
        public Optional<String> addressOf(AlertRecipient recipient) {
            return Optional.of(recipient.email()).filter(CHATTING::equals);
        }

        @Override
        public String render(AlertMessage message) {
            return message.title();
        }

        @Override
        public String deliver(AlertDelivery send, boolean mayHaveBeenSent) {
            if (!mayHaveBeenSent || !chat.has(send.id())) {
                chat.post(send.id());
            }
            return send.id();
        }
    }
}
