package io.grantkeeper.local.report;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.question.Answer;
import io.grantkeeper.identity.question.Asked;
import io.grantkeeper.identity.question.Conclusion;
import io.grantkeeper.identity.question.Question;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.identity.store.Slice;
import io.grantkeeper.local.terminal.Terminal;
import io.grantkeeper.local.terminal.TextTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What people were asked and what they said. */
public final class Questions {
    private static final int PAGE = 200;

    private final TenantId tenant;
    private final QuestionStore questions;
    private final AccessStore access;

    public Questions(TenantId tenant, QuestionStore questions, AccessStore access) {
        this.tenant = tenant;
        this.questions = questions;
        this.access = access;
    }

    /** What waits for an answer, oldest first. */
    public List<Question> waiting() {
        return all(from -> questions.waiting(tenant, PAGE, from));
    }

    /** What was answered or closed, newest first. */
    public List<Question> concluded() {
        return all(from -> questions.concluded(tenant, Instant.EPOCH, Instant.MAX, PAGE, from));
    }

    /** The questions of one review. */
    public List<Question> ofCampaign(String campaign) {
        return all(from -> questions.ofCampaign(tenant, campaign, PAGE, from));
    }

    private static List<Question> all(Function<Optional<String>, Slice<Question>> read) {
        List<Question> all = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            Slice<Question> slice = read.apply(next);
            all.addAll(slice.items());
            next = slice.next();
        } while (next.isPresent());
        return all;
    }

    /** Prints one line a question. */
    public void print(Terminal terminal, List<Question> all) {
        TextTable table = new TextTable("asked", "about", "put to", "answer", "by", "what followed");
        for (Question question : all) {
            Asked current = question.current();
            Optional<Conclusion> end = question.conclusion();
            table.row(
                    question.openedAt().toString().substring(0, 10),
                    name(question),
                    "%s (%s)".formatted(current.name(), current.as().words()),
                    end.map(Questions::said).orElse("waits"),
                    end.flatMap(Conclusion::by).orElse(""),
                    end.map(known -> String.join(" ", known.results())).orElse(""));
        }
        table.print(terminal);
    }

    private static String said(Conclusion end) {
        return switch (end.type()) {
            case ANSWERED -> end.answer().map(Answer::words).orElse("");
            case UNANSWERED -> "nobody answered";
            case OBSOLETE -> "no longer so";
        };
    }

    private String name(Question question) {
        return access.outline(tenant, question.identity())
                .map(dossier -> dossier.identity().content().displayName())
                .orElse(question.identity().toString());
    }
}
