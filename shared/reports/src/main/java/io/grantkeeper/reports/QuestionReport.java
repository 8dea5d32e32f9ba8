package io.grantkeeper.reports;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.question.QuestionOutcome;
import io.grantkeeper.identity.question.QuestionRecipient;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.reports.terminal.TerminalOutput;
import io.grantkeeper.reports.terminal.TextTable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads and prints the questions that people were asked, and their answers. */
public final class QuestionReport {
    private static final int PAGE = 200;

    private final TenantId tenant;
    private final QuestionStore questions;
    private final AccessStore access;

    public QuestionReport(TenantId tenant, QuestionStore questions, AccessStore access) {
        this.tenant = tenant;
        this.questions = questions;
        this.access = access;
    }

    /** Returns the questions that are waiting for an answer, oldest first. */
    public List<OwnerQuestion> waiting() {
        return StorePage.readAll(from -> questions.waiting(tenant, PAGE, from));
    }

    /** Returns the questions that were answered or closed, newest first. */
    public List<OwnerQuestion> concluded() {
        return StorePage.readAll(from -> questions.concluded(tenant, Instant.EPOCH, Instant.MAX, PAGE, from));
    }

    /** Returns the questions of one review. */
    public List<OwnerQuestion> ofCampaign(String campaign) {
        return StorePage.readAll(from -> questions.byCampaign(tenant, campaign, PAGE, from));
    }

    /** Prints a table of questions, with one line per question. */
    public void print(TerminalOutput terminal, List<OwnerQuestion> all) {
        TextTable table =
                new TextTable("asked", "identity", "sent to", "answer", "by", "result").orIfEmpty("No questions.");
        for (OwnerQuestion question : all) {
            QuestionRecipient current = question.current();
            Optional<QuestionOutcome> end = question.conclusion();
            table.row(
                    question.openedAt().toString().substring(0, 10),
                    name(question),
                    "%s (%s)".formatted(current.name(), current.as().displayName()),
                    end.map(QuestionReport::answerText).orElse("waiting"),
                    end.flatMap(QuestionOutcome::by).orElse(""),
                    end.map(known -> String.join(" ", known.results())).orElse(""));
        }
        table.print(terminal);
    }

    private static String answerText(QuestionOutcome end) {
        return switch (end.type()) {
            case ANSWERED -> end.answer().map(OwnerAnswer::displayName).orElse("");
            case UNANSWERED -> "no one answered";
            case OBSOLETE -> "no longer applies";
        };
    }

    private String name(OwnerQuestion question) {
        return access.outline(tenant, question.identity())
                .map(identityRecord ->
                        identityRecord.identity().content().displayName().text())
                .orElse(question.identity().toString());
    }
}
