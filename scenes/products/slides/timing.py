"""The timing of a PowerPoint slide: its film plays as soon as the slide is there.

The tree is the one that PowerPoint writes itself for a video that starts automatically: the main
sequence plays it, a click on it pauses it, and its node holds the last frame. manim-slides starts
the node alone, which PowerPoint takes, but does not list among the slide's animations.
"""

from typing import Any

from pptx.oxml import parse_xml

_NAMESPACE = "http://schemas.openxmlformats.org/presentationml/2006/main"

_TIMING = f"""<p:timing xmlns:p="{_NAMESPACE}"><p:tnLst><p:par>
<p:cTn id="1" dur="indefinite" restart="never" nodeType="tmRoot"><p:childTnLst>
 <p:seq concurrent="1" nextAc="seek">
  <p:cTn id="2" dur="indefinite" nodeType="mainSeq"><p:childTnLst><p:par>
   <p:cTn id="3" fill="hold"><p:stCondLst>
    <p:cond delay="indefinite"/><p:cond evt="onBegin" delay="0"><p:tn val="2"/></p:cond>
   </p:stCondLst><p:childTnLst><p:par>
    <p:cTn id="4" fill="hold"><p:stCondLst><p:cond delay="0"/></p:stCondLst><p:childTnLst><p:par>
     <p:cTn id="5" presetID="1" presetClass="mediacall" presetSubtype="0" fill="hold"
      nodeType="afterEffect"><p:stCondLst><p:cond delay="0"/></p:stCondLst><p:childTnLst>
      <p:cmd type="call" cmd="playFrom(0.0)"><p:cBhvr>
       <p:cTn id="6" dur="{{milliseconds}}" fill="hold"/>
       <p:tgtEl><p:spTgt spid="{{shape}}"/></p:tgtEl>
      </p:cBhvr></p:cmd>
     </p:childTnLst></p:cTn>
    </p:par></p:childTnLst></p:cTn>
   </p:par></p:childTnLst></p:cTn>
  </p:par></p:childTnLst></p:cTn>
  <p:prevCondLst><p:cond evt="onPrev" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond>
  </p:prevCondLst>
  <p:nextCondLst><p:cond evt="onNext" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond>
  </p:nextCondLst>
 </p:seq>
 <p:seq concurrent="1" nextAc="seek">
  <p:cTn id="7" restart="whenNotActive" fill="hold" evtFilter="cancelBubble"
   nodeType="interactiveSeq"><p:stCondLst>
    <p:cond evt="onClick" delay="0"><p:tgtEl><p:spTgt spid="{{shape}}"/></p:tgtEl></p:cond>
   </p:stCondLst><p:endSync evt="end" delay="0"><p:rtn val="all"/></p:endSync><p:childTnLst><p:par>
   <p:cTn id="8" fill="hold"><p:stCondLst><p:cond delay="0"/></p:stCondLst><p:childTnLst><p:par>
    <p:cTn id="9" fill="hold"><p:stCondLst><p:cond delay="0"/></p:stCondLst><p:childTnLst><p:par>
     <p:cTn id="10" presetID="2" presetClass="mediacall" presetSubtype="0" fill="hold"
      nodeType="clickEffect"><p:stCondLst><p:cond delay="0"/></p:stCondLst><p:childTnLst>
      <p:cmd type="call" cmd="togglePause"><p:cBhvr>
       <p:cTn id="11" dur="1" fill="hold"/>
       <p:tgtEl><p:spTgt spid="{{shape}}"/></p:tgtEl>
      </p:cBhvr></p:cmd>
     </p:childTnLst></p:cTn>
    </p:par></p:childTnLst></p:cTn>
   </p:par></p:childTnLst></p:cTn>
  </p:par></p:childTnLst></p:cTn>
  <p:nextCondLst>
   <p:cond evt="onClick" delay="0"><p:tgtEl><p:spTgt spid="{{shape}}"/></p:tgtEl></p:cond>
  </p:nextCondLst>
 </p:seq>
 <p:video><p:cMediaNode vol="80000">
  <p:cTn id="12" fill="hold" display="0"><p:stCondLst><p:cond delay="indefinite"/></p:stCondLst>
  </p:cTn><p:tgtEl><p:spTgt spid="{{shape}}"/></p:tgtEl>
 </p:cMediaNode></p:video>
</p:childTnLst></p:cTn></p:par></p:tnLst></p:timing>"""


def play_at_once(slide: Any, shape: int, seconds: float) -> None:
    """Give a slide's XML the timing of a film that starts by itself, in place of what it has.

    Args:
        slide: `p:sld`.
        shape: the id of the film's picture.
        seconds: how long it plays.
    """
    for old in slide.findall(f"{{{_NAMESPACE}}}timing"):
        slide.remove(old)
    text = _TIMING.format(milliseconds=round(1000 * seconds), shape=shape)
    slide.append(parse_xml(text))
